package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that come from outside, and become part of an address or a record. */
class TaskIdsTest {
  private static final ProviderId FAL = new ProviderId("fal");

  @ParameterizedTest
  @ValueSource(strings = {"t1", "task-unified-1757", "a.b", "..a", "任务", "a?b#c"})
  void anIdMayBeAskedAbout(String id) {
    assertThat(TaskIds.isAskable(id)).isTrue();
    assertThat(TaskIds.ref(FAL, Optional.of(id))).contains(new ProviderTaskRef(FAL, id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "a/b", "a\\b", "a\u0000b", "../x"})
  void anIdThatWouldLeadElsewhereMayNot(String id) {
    assertThat(TaskIds.isAskable(id)).isFalse();
    assertThat(TaskIds.ref(FAL, Optional.of(id))).isEmpty();
  }

  @Test
  void anIdIsAsLongAsARecordTakes() {
    assertThat(TaskIds.isAskable("x".repeat(512))).isTrue();
    assertThat(TaskIds.isAskable("x".repeat(513))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`\"t1\"`, t1", "7, 7", "`\"Null-task\"`, Null-task", "`\" t \"`, ` t `"})
  void anIdIsATextOrANumber(String json, String id) {
    assertThat(TaskIds.in(field(json))).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "\"\"",
        "\" \"",
        "\"NULL\"",
        "\" none \"",
        "\"undefined\"",
        "\"False\"",
        "\"true\"",
        "{}",
        "[\"t1\"]"
      })
  void whatProgramsWriteWithoutAnIdIsNone(String json) {
    assertThat(TaskIds.in(field(json))).isEmpty();
    assertThat(TaskIds.in(field(json), field("\"t2\""))).contains("t2");
  }

  @ParameterizedTest
  @CsvSource({"16, true", "96, true", "15, false", "97, false"})
  void aKeyIsSixteenToNinetySixCharacters(int length, boolean isKey) {
    assertThat(isKey("k".repeat(length))).isEqualTo(isKey);
  }

  private static boolean isKey(String text) {
    try {
      return new IdempotencyKey(text).toString().equals(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static JsonNode field(String json) {
    return ProviderJson.object("{\"a\":" + json + "}").orElseThrow().path("a");
  }
}
