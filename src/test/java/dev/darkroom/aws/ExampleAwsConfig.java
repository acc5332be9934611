package dev.darkroom.aws;

import java.time.Duration;
import java.util.Optional;

/** A configuration that a test says in one line. */
record ExampleAwsConfig(
    Optional<String> table,
    Optional<String> bucket,
    Optional<String> settleQueueUrl,
    Optional<String> eventBus,
    boolean s3PathStyle,
    Duration retention,
    boolean list)
    implements AwsConfig {
  private static final ExampleAwsConfig NOTHING =
      new ExampleAwsConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          Duration.ofDays(90),
          true);

  static ExampleAwsConfig nothing() {
    return NOTHING;
  }

  static ExampleAwsConfig withTable(String name) {
    return new ExampleAwsConfig(
        Optional.of(name),
        NOTHING.bucket,
        NOTHING.settleQueueUrl,
        NOTHING.eventBus,
        NOTHING.s3PathStyle,
        NOTHING.retention,
        NOTHING.list);
  }

  /** Without the list of tasks by their creation. */
  ExampleAwsConfig unlisted() {
    return new ExampleAwsConfig(
        table, bucket, settleQueueUrl, eventBus, s3PathStyle, retention, false);
  }

  static ExampleAwsConfig withBucket(String name) {
    return new ExampleAwsConfig(
        NOTHING.table,
        Optional.of(name),
        NOTHING.settleQueueUrl,
        NOTHING.eventBus,
        NOTHING.s3PathStyle,
        NOTHING.retention,
        NOTHING.list);
  }

  static ExampleAwsConfig withSettleQueue(String url) {
    return new ExampleAwsConfig(
        NOTHING.table,
        NOTHING.bucket,
        Optional.of(url),
        NOTHING.eventBus,
        NOTHING.s3PathStyle,
        NOTHING.retention,
        NOTHING.list);
  }

  static ExampleAwsConfig withEventBus(String name) {
    return new ExampleAwsConfig(
        NOTHING.table,
        NOTHING.bucket,
        NOTHING.settleQueueUrl,
        Optional.of(name),
        NOTHING.s3PathStyle,
        NOTHING.retention,
        NOTHING.list);
  }
}
