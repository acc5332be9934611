package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiskBudgetTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void fifteenUsualImagesFitTogether() throws InterruptedException {
    var budget = new DiskBudget(400 * MIB);

    for (int i = 0; i < 15; i++) {
      assertThat(budget.reserve(10_000_000, now())).isPresent();
    }

    assertThat(budget.freeMebibytes()).isEqualTo(250);
  }

  @Test
  void theNinthOfTheLargestImagesWaitsForAnotherToGo() throws InterruptedException {
    var budget = new DiskBudget(400 * MIB);
    var first = budget.reserve(50 * MIB, now());
    for (int i = 1; i < 8; i++) {
      assertThat(budget.reserve(50 * MIB, now())).isPresent();
    }

    assertThat(budget.reserve(50 * MIB, now())).isEmpty();
    first.ifPresent(DiskBudget.Share::giveBack);

    assertThat(budget.reserve(50 * MIB, now())).isPresent();
  }

  @Test
  void moreThanThereIsCountsAsAllThereIs() throws InterruptedException {
    var budget = new DiskBudget(MIB);

    assertThat(budget.reserve(Long.MAX_VALUE, now())).isPresent();

    assertThat(budget.freeMebibytes()).isZero();
  }

  private static Deadline now() {
    return Deadline.in(Duration.ZERO);
  }
}
