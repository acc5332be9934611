package dev.darkroom.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The names of Darkroom's resources on AWS. Each step says which of them it needs. */
@ConfigMapping(prefix = "darkroom")
public interface AwsConfig {

  /** {@code DARKROOM_TABLE}: name of the DynamoDB table of tasks. */
  Optional<String> table();

  /** {@code DARKROOM_BUCKET}: name of the S3 bucket of images. */
  Optional<String> bucket();

  /** {@code DARKROOM_SETTLE_QUEUE_URL}: the SQS queue of checks. */
  Optional<String> settleQueueUrl();

  /**
   * {@code DARKROOM_EVENT_BUS}: name or ARN of the event bus. Without it, no outcome is put on a
   * bus.
   */
  Optional<String> eventBus();

  /** {@code DARKROOM_S3_PATH_STYLE}: the bucket in the path, not the host, as emulators need it. */
  @WithDefault("false")
  boolean s3PathStyle();

  /** {@code DARKROOM_RETENTION}: how long closed tasks and refusals are kept. */
  @WithDefault("P90D")
  Duration retention();

  /**
   * {@code DARKROOM_LIST}: whether tasks are listed by their creation, {@code on} or {@code off}.
   * Without the list, a record has no entry in the index {@code recent}.
   */
  @WithDefault("on")
  boolean list();

  /** The value of a setting that the current step requires. */
  static String required(Optional<String> setting, String variable) {
    return setting.orElseThrow(() -> new IllegalStateException(variable + " is not set"));
  }
}
