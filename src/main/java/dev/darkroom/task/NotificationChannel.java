package dev.darkroom.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which an outcome reaches somebody. */
public enum NotificationChannel {
  /** The requester's address. */
  WEBHOOK,
  /** The owner's event bus. */
  EVENT_BUS,
  /** The state machines that wait. */
  TASK_TOKEN;

  /** The name in records, answers and paths: {@code event-bus}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The channel of that name. */
  public static Optional<NotificationChannel> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }
}
