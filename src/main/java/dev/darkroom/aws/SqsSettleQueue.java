package dev.darkroom.aws;

import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.check.SettleQueue;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Checks in an SQS queue. Failed consumers, backoff and dead letters are left to SQS. */
@Singleton
public final class SqsSettleQueue implements SettleQueue {
  /** SQS's limit for one SendMessageBatch. */
  private static final int BATCH = 10;

  private final Provider<SqsClient> client;
  private final AwsConfig config;

  @Inject
  public SqsSettleQueue(Provider<SqsClient> client, AwsConfig config) {
    this.client = client;
    this.config = config;
  }

  @Override
  public void put(Check check, Duration delay) {
    client
        .get()
        .sendMessage(
            message ->
                message
                    .queueUrl(url())
                    .messageBody(CheckJson.write(check))
                    .delaySeconds(seconds(delay)));
  }

  @Override
  public void putAll(List<Check> checks) {
    for (int from = 0; from < checks.size(); from += BATCH) {
      putBatch(checks.subList(from, Math.min(from + BATCH, checks.size())));
    }
  }

  @Override
  public int waiting() {
    var visible = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    var answer =
        client.get().getQueueAttributes(ask -> ask.queueUrl(url()).attributeNames(visible));
    return Integer.parseInt(answer.attributes().getOrDefault(visible, "0"));
  }

  private void putBatch(List<Check> checks) {
    var entries =
        IntStream.range(0, checks.size())
            .mapToObj(
                number ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(CheckJson.write(checks.get(number)))
                        .build())
            .toList();
    var failed =
        client.get().sendMessageBatch(batch -> batch.queueUrl(url()).entries(entries)).failed();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "SQS did not take %d of %d checks: %s"
              .formatted(failed.size(), checks.size(), failed.getFirst().code()));
    }
  }

  /** Whole seconds, rounded up. */
  private static int seconds(Duration delay) {
    if (delay.compareTo(LONGEST_DELAY) > 0) {
      return Math.toIntExact(LONGEST_DELAY.toSeconds());
    }
    return delay.isNegative() ? 0 : Math.toIntExact(delay.plusNanos(999_999_999).toSeconds());
  }

  private String url() {
    return AwsConfig.required(config.settleQueueUrl(), "DARKROOM_SETTLE_QUEUE_URL");
  }
}
