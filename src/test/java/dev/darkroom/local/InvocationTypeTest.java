package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller of Lambda's Invoke API asks for, as Lambda understands it. */
class InvocationTypeTest {
  @ParameterizedTest
  @CsvSource({"RequestResponse, REQUEST_RESPONSE", "Event, EVENT", "dryrun, DRY_RUN"})
  void aTypeIsKnownByItsWord(String word, InvocationType type) {
    assertThat(InvocationType.of(Optional.of(word))).contains(type);
  }

  @Test
  void withoutATypeTheCallerWaits() {
    assertThat(InvocationType.of(Optional.empty())).contains(InvocationType.REQUEST_RESPONSE);
  }

  /** What was meant for a dry run must not be a paid call. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Dry-Run", "DryRun, DryRun", "REQUEST_RESPONSE"})
  void anotherWordIsNoType(String word) {
    assertThat(InvocationType.of(Optional.of(word))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "submit, submit",
    "darkroom-submit, submit",
    "darkroom-submit:live, submit",
    "darkroom-submit:$LATEST, submit",
    "arn:aws:lambda:eu-central-1:123456789012:function:darkroom-settle, settle",
    "arn:aws:lambda:eu-central-1:123456789012:function:darkroom-settle:7, settle"
  })
  void aFunctionIsKnownByItsNameWithOrWithoutAQualifier(String name, String function) {
    assertThat(new FunctionName(name).candidates()).contains(function);
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit:live:more", "", ":", "submit-", "submitted"})
  void noOtherPartOfANameCounts(String name) {
    assertThat(new FunctionName(name).candidates()).doesNotContain("submit");
  }
}
