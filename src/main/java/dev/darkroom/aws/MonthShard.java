package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The partitions of the index of recent tasks: one a month and shard, such as {@code 2026-11/7}. A
 * month ends, so no partition grows for ever; no single shard takes every claim.
 */
final class MonthShard {
  static final int COUNT = 8;

  /** Of one width, so that the order of the texts is that of the moments. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private MonthShard() {}

  static int shard(TaskId id) {
    return Math.floorMod(id.value().hashCode(), COUNT);
  }

  static YearMonth month(Instant moment) {
    return YearMonth.from(moment.atOffset(ZoneOffset.UTC));
  }

  /** The first moment of a month. */
  static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  static String text(YearMonth month, int shard) {
    return month + "/" + shard;
  }

  /** The partition of a task. */
  static String of(Instant createdAt, TaskId id) {
    return text(month(createdAt), shard(id));
  }

  static String moment(Instant moment) {
    return MOMENT.format(moment);
  }
}
