package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Audience;
import dev.darkroom.task.Revision;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token is up to 2048 characters, of up to four bytes each. */
class WaitingFitsTest {
  @Test
  void asManyMayWaitAsTheLargestRecordBears() {
    LargestRecords.all().forEach(WaitingFitsTest::assertFits);
  }

  private static void assertFits(Task largest) {
    var task = waitedForByNobody(largest);
    for (int number = 0; task.hasRoomToWait() && number < 30; number++) {
      task = task.awaitedBy("%02d".formatted(number) + "🦊".repeat(2_046));
    }

    assertThat(task.audience().tokens()).isNotEmpty();
    assertThat(ItemSize.of(BoundedItem.write(task, "mark", Duration.ofDays(90))))
        .isLessThanOrEqualTo(BoundedItem.ROOM);
  }

  private static Task waitedForByNobody(Task task) {
    return task.toBuilder()
        .revision(new Revision(task.id(), task.revision().attempt(), 1))
        .audience(new Audience(task.told(), List.of(), List.of()))
        .build();
  }
}
