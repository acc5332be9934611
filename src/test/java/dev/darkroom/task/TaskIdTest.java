package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {

  /** Computed apart from this code: SHA-256 as one big number, cut into fives from the top. */
  @ParameterizedTest
  @CsvSource({"order-1,1eqy48apt9mrr51vgr208hpkcv", "a,sabr24pa3eywnyp266ssm8yw9p"})
  void isTheTopOfTheRequestIdsHash(String request, String expected) {
    var id = TaskId.of(new RequestId(request));

    assertThat(id).isEqualTo(new TaskId(expected)).hasToString(expected);
  }

  @Test
  void isTheSameForTheSameRequestIdForever() {
    var one = TaskId.of(new RequestId("order-1"));
    var again = TaskId.of(new RequestId("order-1"));

    assertThat(one).isEqualTo(again);
  }

  @Test
  void differsForRequestIdsThatDifferInOneCharacter() {
    var one = TaskId.of(new RequestId("order-1"));
    var other = TaskId.of(new RequestId("order-2"));

    assertThat(one).isNotEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "!", "a b"})
  void hasItsFormWhateverTheRequestIdLooksLike(String text) {
    var id = TaskId.of(new RequestId(text.replace(' ', '/').repeat(85)));

    assertThat(TaskId.isValid(id.value())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdefghjkmnpqr",
        "0123456789abcdefghjkmnpqrst",
        "0123456789ABCDEFGHJKMNPQRS",
        "0123456789abcdefghijklmnop",
        "0123456789abcdefghjkmnpqr\n",
        "../../../../../../../etc/p"
      })
  void refusesEveryOtherForm(String text) {
    assertThat(TaskId.isValid(text)).isFalse();
    assertThatThrownBy(() -> new TaskId(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
