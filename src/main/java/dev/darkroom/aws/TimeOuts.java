package dev.darkroom.aws;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * How long Darkroom waits for AWS. A call without an answer ends, its retry included, while the
 * invocation still has time to say so.
 *
 * <p>The SDK's own default is 30 s for a single attempt, longer than {@code submit} lives (29 s).
 * The paid call takes up to 20 s of these. The claim before it and the reference after it must fit
 * into the rest, each tried twice. DynamoDB, SQS, SSM, EventBridge and Step Functions answer within
 * tens of milliseconds; a new connection at 0.145 core takes some hundreds.
 *
 * @param connect until a connection is up
 * @param read between two pieces of an answer: the bound that really frees a waiting thread
 * @param attempt one try, from the signature to the last byte of the answer: a server that sends a
 *     byte now and then does not prolong it
 * @param call all tries and the pauses in between
 * @param tries the most tries, the first included
 */
record TimeOuts(Duration connect, Duration read, Duration attempt, Duration call, int tries) {
  static final TimeOuts DEFAULT =
      new TimeOuts(
          Duration.ofSeconds(1),
          Duration.ofMillis(1_500),
          Duration.ofMillis(1_500),
          Duration.ofMillis(3_500),
          3);

  /**
   * For S3: an answer after 250 MiB takes some seconds, and a HEAD may take long. An upload has its
   * own ({@link #forUpload}).
   */
  static final TimeOuts OBJECTS =
      new TimeOuts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(4_500),
          3);

  /**
   * For one read of the table that may bring hundreds of kilobytes. Reading them takes time, and
   * {@code query} has 10 s.
   */
  static void forPages(AwsRequestOverrideConfiguration.Builder request) {
    request.apiCallAttemptTimeout(Duration.ofSeconds(4)).apiCallTimeout(Duration.ofSeconds(8));
  }

  /**
   * For a picture of a few megabytes that {@code submit} puts or a caller is answered with. The
   * paid call after it needs most of the invocation.
   */
  static void forReference(AwsRequestOverrideConfiguration.Builder request) {
    request.apiCallAttemptTimeout(Duration.ofSeconds(4)).apiCallTimeout(Duration.ofSeconds(7));
  }

  /** For the upload of an image: the usual number of tries, each bounded by its size. */
  static Consumer<AwsRequestOverrideConfiguration.Builder> forUpload(long bytes) {
    var attempt = ofUpload(bytes);
    return request ->
        request
            .apiCallAttemptTimeout(attempt)
            .apiCallTimeout(attempt.multipliedBy(OBJECTS.tries() + 1L));
  }

  /**
   * The time of one try: 20 s, and the time of the image at 3 MiB a second. No fixed time would do:
   * 250 MiB at 0.145 core take a quarter of a minute, and may take a whole one.
   */
  static Duration ofUpload(long bytes) {
    return Duration.ofSeconds(20 + bytes / (3 << 20));
  }

  /** An HTTP client with these bounds. */
  SdkHttpClient http() {
    return new KeepAliveHttpClient(this);
  }

  /** The bounds as settings of a client. */
  ClientOverrideConfiguration override(ScheduledExecutorService watch) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(tries)
                .retryOnException(TransactionConflictException.class) // an attach is under way
                .build())
        .scheduledExecutorService(watch)
        .build();
  }

  /** One thread for all clients: otherwise each would start five of its own. */
  static ScheduledExecutorService watch() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("aws-time-outs").factory());
  }
}
