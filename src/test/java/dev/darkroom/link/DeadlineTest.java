package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void noMoreIsLeftThanTheBudget() {
    var budget = Duration.ofHours(1);

    assertThat(Deadline.in(budget).remaining()).isPositive().isLessThanOrEqualTo(budget.toNanos());
  }

  @Test
  void nothingIsLeftOfADeadlineThatIsOver() {
    assertThat(Deadline.in(Duration.ofHours(-1)).remaining()).isZero();
  }

  @Test
  void whatDoesNotComeIsNotWaitedForAfterTheDeadline() {
    var over = Deadline.in(Duration.ofHours(-1));

    assertThatThrownBy(() -> over.await(Promise.promise().future()))
        .isInstanceOf(IOException.class)
        .hasMessage("no answer in time");
  }

  @Test
  void aFailureSaysWhatFailedAndNotWhere() {
    var deadline = Deadline.in(Duration.ofHours(1));

    assertThat(reason(deadline, new ConnectException("refused: 10.0.0.1")))
        .isEqualTo("the host could not be connected to");
    assertThat(reason(deadline, new SSLHandshakeException("for pictures.test")))
        .isEqualTo("there is no secure connection to the host");
    assertThat(reason(deadline, new IOException("reset by pictures.test")))
        .isEqualTo("the connection broke");
  }

  private static String reason(Deadline deadline, Throwable cause) {
    try {
      deadline.await(Future.failedFuture(cause));
      throw new AssertionError("it did not fail");
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
