package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RecentTasks.Unknown;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list is read back to an older task, or it proves nothing. */
class EvolinkTaskListTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final AccountFingerprint ACCOUNT = AccountFingerprint.of("sk-test");
  private static final Duration AGE = Duration.ofMinutes(10);

  private final EvolinkTaskList list = new EvolinkTaskList(new ProviderId("evolink"), ACCOUNT, AGE);

  @Test
  void everyTaskSinceTheClaimIsNamed() {
    var result = list.read(page(entry("a", 60), entry("b", 599), entry("old", 3600)));

    assertThat(result)
        .get()
        .isInstanceOfSatisfying(
            Complete.class,
            complete -> {
              assertThat(complete.account()).isEqualTo(ACCOUNT);
              assertThat(complete.since())
                  .extracting(one -> one.ref().id())
                  .containsExactly("a", "b");
              assertThat(complete.since()).extracting(one -> one.model().orElse("")).contains("m");
              assertThat(complete.earlier())
                  .extracting(one -> one.ref().id())
                  .containsExactly("old");
            });
  }

  @Test
  void aTaskThatIsOlderByLessThanTheSkewOfClocksMayBeTheOne() {
    assertThat(list.read(page(entry("a", 600 + 359), entry("old", 3600))))
        .get()
        .isInstanceOfSatisfying(
            Complete.class, complete -> assertThat(complete.since()).hasSize(1));
  }

  @Test
  void pagesAreReadUntilAnOlderTask() {
    assertThat(list.read(page(entry("a", 10), entry("b", 20)))).isEmpty();
    assertThat(list.read(page(entry("b", 20), entry("c", 30)))).isEmpty();

    assertThat(list.read(page(entry("d", 40), entry("old", 9999))))
        .get()
        .isInstanceOfSatisfying(
            Complete.class, complete -> assertThat(complete.since()).hasSize(4));
  }

  @Test
  void aListThatEndsBeforeAnOlderTaskProvesNothing() {
    assertThat(list.read(page(entry("a", 10)))).isEmpty();

    assertUnknown(list.read(page()));
  }

  @Test
  void anEmptyListProvesNothing() {
    assertUnknown(list.read(page()));
  }

  @Test
  void aListWithTheOldestFirstProvesNothing() {
    assertUnknown(list.read(page(entry("old", 9999), entry("a", 10))));
  }

  @Test
  void aPageThatIsNewerThanTheOneBeforeProvesNothing() {
    assertThat(list.read(page(entry("a", 100)))).isEmpty();

    assertUnknown(list.read(page(entry("b", 50), entry("old", 9999))));
  }

  @Test
  void aTaskOfTheFutureProvesNothing() {
    assertUnknown(list.read(page(entry("a", -3600), entry("old", 9999))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"data\":{}}",
        "{\"data\":null}",
        "{\"data\":\"x\"}",
        "{\"data\":[7]}",
        "{\"data\":[null]}",
        "{\"data\":[{}]}",
        "{\"data\":[{\"id\":\"a\"}]}",
        "{\"data\":[{\"created_at\":1700000000}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":\"yesterday\"}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":1e99999}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":-5}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":0}]}",
        "{\"data\":[{\"id\":\"../x\",\"created_at\":1700000000}]}",
        "<html>welcome</html>",
        "{\"error\":{\"code\":\"internal_error\"}}"
      })
  void anUnreadableListProvesNothing(String body) {
    assertUnknown(list.read(answered(body)));
  }

  @Test
  void aListWithoutADateProvesNothing() {
    var body = page(entry("old", 9999)).body();

    assertUnknown(list.read(new Answered(200, Map.of(), body)));
  }

  @Test
  void anAbsurdlyLongPageProvesNothing() {
    var entries = new String[1001];
    java.util.Arrays.setAll(entries, number -> entry("t" + number, 9999));

    assertUnknown(list.read(page(entries)));
  }

  @Test
  void onlyTenOlderTasksAreNamed() {
    var entries = new String[50];
    java.util.Arrays.setAll(entries, number -> entry("t" + number, 9999));

    assertThat(list.read(page(entries)))
        .get()
        .isInstanceOfSatisfying(
            Complete.class, complete -> assertThat(complete.earlier()).hasSize(10));
  }

  private static void assertUnknown(Optional<RecentTasks> result) {
    assertThat(result).get().isInstanceOf(Unknown.class);
  }

  private static String entry(String id, long secondsAgo) {
    return "{\"id\":\"%s\",\"model\":\"m\",\"created_at\":%d}"
        .formatted(id, NOW.minusSeconds(secondsAgo).getEpochSecond());
  }

  private static Answered page(String... entries) {
    return answered("{\"data\":[" + String.join(",", entries) + "],\"total\":9}");
  }

  private static Answered answered(String body) {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC));
    return new Answered(200, Map.of("date", date), body);
  }
}
