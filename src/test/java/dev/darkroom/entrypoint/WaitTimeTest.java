package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.WaitTime.Reading.Wanted;
import dev.darkroom.entrypoint.WaitTime.Reading.Wrong;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTimeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=10 | 10",
        "wait=0 | 0",
        "wait=25 | 25",
        "wait=60 | 25",
        "wait=999999999 | 25",
        "wait | 25",
        "Wait = 7 | 7",
        "WAIT=007 | 7",
        "wait=\"9\" | 9",
        "respond-async, wait=3 | 3",
        "wait=4;foo=bar, return=minimal | 4",
        "wait=5, wait=6 | 5",
        "note=\"a, wait=3\", wait=8 | 8",
        "note=\"a; b\" ; wait=3, wait=6 | 6",
      })
  void aPreferenceIsGrantedAsFarAsItCanBeAndToldSo(String header, int seconds) {
    var wait = wanted(Events.header(request(), "prefer", header));

    assertThat(wait.time()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(wait.applied()).contains("wait=" + seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "respond-async",
        "waiting=3",
        "return=minimal; wait=3",
        ",,",
        "=3",
        "note=\"soon, wait=3\"",
        "note=\"soon, wait=3",
        "note=\"\\\", wait=3\"",
        "note=\"a;b\"; wait=3"
      })
  void otherPreferencesAreOtherPeoples(String header) {
    var wait = wanted(Events.header(request(), "prefer", header));

    assertThat(wait.isNone()).isTrue();
    assertThat(wait.applied()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait=soon",
        "wait=-1",
        "wait=1.5",
        "wait=+3",
        "wait=1e1",
        "wait=1234567890",
        "wait=٣"
      })
  void aTimeThatIsNoneIsNamed(String header) {
    assertThat(WaitTime.of(Requests.http(Events.header(request(), "prefer", header))))
        .isInstanceOfSatisfying(
            Wrong.class, wrong -> assertThat(wrong.fault().path()).isEqualTo("Prefer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "1.5", "ten", "99999999999999999999", " 5", "0x5"})
  void aParameterThatIsNoTimeIsNamed(String value) {
    assertThat(WaitTime.of(Requests.http(asked(value))))
        .isInstanceOfSatisfying(
            Wrong.class,
            wrong -> {
              assertThat(wrong.fault().path()).isEqualTo("wait");
              assertThat(wrong.fault().message()).contains("whole number of seconds");
            });
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "25, 25", "26, 25", "600, 25"})
  void aParameterIsGrantedAsAPreferenceIs(String value, int seconds) {
    var wait = wanted(asked(value));

    assertThat(wait.time()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(wait.applied()).contains("wait=" + seconds);
  }

  @Test
  void theParameterComesBeforeTheHeader() {
    var wait = wanted(Events.header(asked("3"), "prefer", "wait=9"));

    assertThat(wait.time()).isEqualTo(Duration.ofSeconds(3));
    assertThat(wait.applied()).contains("wait=3");
  }

  @Test
  void theAnswerLeavesBeforeLambdaEndsTheInvocation() {
    var wait = wanted(asked("20"));
    var now = Examples.NOW;

    assertThat(wait.end(now, now.plusSeconds(29))).isEqualTo(now.plusSeconds(20));
    assertThat(wait.end(now, now.plusSeconds(10))).isEqualTo(now.plusSeconds(8));
  }

  private static WaitTime wanted(ObjectNode event) {
    return ((Wanted) WaitTime.of(Requests.http(event))).time();
  }

  private static ObjectNode asked(String seconds) {
    var event = request();
    event.putObject("queryStringParameters").put("wait", seconds);
    return event;
  }

  private static ObjectNode request() {
    return Events.http("GET", "/v1/generations/order-1", "");
  }
}
