package dev.darkroom.aws;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * How long AWS is waited for. A call that gets no answer is over, the repeated attempt included,
 * while the invocation still has the time to say so.
 *
 * <p>The SDK's own default is 30 s for a single attempt, longer than {@code submit} lives (29 s).
 * The paid call takes up to 20 s of these; the claim before it and the reference behind it have to
 * fit into the rest, twice tried. DynamoDB, SQS, SSM, EventBridge and Step Functions answer within
 * tens of milliseconds; a new connection at 0.145 core takes some hundreds.
 *
 * @param connect until a connection is up
 * @param read between two pieces of an answer: what really bounds a thread that waits for one
 * @param attempt one try, from the signature to the last byte of the answer: a server that sends a
 *     byte now and then is not waited for either
 * @param call all tries and the pauses in between
 * @param tries at most so many, the first included
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
   * For S3, which takes some seconds to answer after 250 MiB, and may take its time for a HEAD. An
   * upload has its own ({@link #forUpload}).
   */
  static final TimeOuts OBJECTS =
      new TimeOuts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(4_500),
          3);

  /**
   * For a single look in the table that may bring hundreds of kilobytes: reading them counts, and
   * {@code query} has 10 s.
   */
  static void forPages(AwsRequestOverrideConfiguration.Builder request) {
    request.apiCallAttemptTimeout(Duration.ofSeconds(4)).apiCallTimeout(Duration.ofSeconds(8));
  }

  /** For an image on its way to S3: as many tries as ever, each by its size. */
  static Consumer<AwsRequestOverrideConfiguration.Builder> forUpload(long bytes) {
    var attempt = ofUpload(bytes);
    return request ->
        request
            .apiCallAttemptTimeout(attempt)
            .apiCallTimeout(attempt.multipliedBy(OBJECTS.tries() + 1L));
  }

  /**
   * One try: no fixed time, for 250 MiB at 0.145 core take a quarter of a minute and may take a
   * whole one, but no less than 3 MiB a second either, after 20 s for everything else.
   */
  static Duration ofUpload(long bytes) {
    return Duration.ofSeconds(20 + bytes / (3 << 20));
  }

  /** An HTTP client that waits no longer. */
  SdkHttpClient http() {
    return new KeepAliveHttpClient(this);
  }

  /** What a client is told. */
  ClientOverrideConfiguration override(ScheduledExecutorService watch) {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(tries).build())
        .scheduledExecutorService(watch)
        .build();
  }

  /** One thread for all clients, which each would start five of their own otherwise. */
  static ScheduledExecutorService watch() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("aws-time-outs").factory());
  }
}
