package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Revision;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token is up to 2048 characters, of up to four bytes each. */
class SubscribersFitTest {
  @Test
  void asManyMayWaitAsTheLargestRecordBears() {
    LargestRecords.all().forEach(SubscribersFitTest::assertFits);
  }

  private static void assertFits(Task largest) {
    var task = waitedForByNobody(largest);
    for (int number = 0; task.hasRoomForSubscriber() && number < 30; number++) {
      task = task.withSubscriber("%02d".formatted(number) + "🦊".repeat(2_046));
    }

    assertThat(task.subscribers().tokens()).isNotEmpty();
    assertThat(ItemSize.of(BoundedItem.write(task, "mark", Duration.ofDays(90))))
        .isLessThanOrEqualTo(BoundedItem.ROOM);
  }

  private static Task waitedForByNobody(Task task) {
    return task.toBuilder()
        .revision(new Revision(task.id(), task.revision().attempt(), 1))
        .subscribers(new Subscribers(task.isPublished(), List.of(), List.of()))
        .build();
  }
}
