package dev.darkroom.aws;

import dev.darkroom.task.PublishHistory;
import dev.darkroom.task.Subscribers;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import java.time.Instant;

/** Who waits for a task, and what was published. An ordinary task has one publication. */
final class SubscribersItem {
  static final String TOLD = "told";
  private static final String TOKENS = "tokens";
  private static final String PUBLICATIONS = "heard";
  private static final String ATTEMPTS = "publishAttempts";
  private static final String REPLAYS = "replays";

  private SubscribersItem() {}

  static void write(Task task, ItemWriter item) {
    var text = new PublicationItem(task.id(), task.createdAt());
    var subscribers = task.subscribers();
    item.flag(TOLD, subscribers.isPublished())
        .texts(TOKENS, subscribers.tokens())
        .texts(PUBLICATIONS, subscribers.publications().stream().map(text::write).toList())
        .texts(ATTEMPTS, subscribers.history().attempts().stream().map(text::write).toList())
        .texts(REPLAYS, subscribers.history().replays().stream().map(text::write).toList());
  }

  static Subscribers read(ItemReader item, TaskId task, Instant createdAt) {
    var text = new PublicationItem(task, createdAt);
    return new Subscribers(
        item.flag(TOLD),
        item.textList(TOKENS),
        item.list(PUBLICATIONS, text::read),
        new PublishHistory(
            item.list(ATTEMPTS, text::readAttempt), item.list(REPLAYS, text::readReplay)));
  }
}
