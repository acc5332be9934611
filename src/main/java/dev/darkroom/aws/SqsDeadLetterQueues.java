package dev.darkroom.aws;

import dev.darkroom.intake.DeadLetterQueues;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/** The dead-letter queues of events, in SQS. */
@Singleton
public final class SqsDeadLetterQueues implements DeadLetterQueues {
  /** SQS's limit for one ReceiveMessage and one ChangeMessageVisibilityBatch. */
  private static final int BATCH = 10;

  /** Longer than a sweep takes, and no longer than an operator should have to wait. */
  private static final int HIDDEN_SECONDS = 300;

  private final Provider<SqsClient> client;
  private final DeadLetterConfig config;

  @Inject
  public SqsDeadLetterQueues(Provider<SqsClient> client, DeadLetterConfig config) {
    this.client = client;
    this.config = config;
  }

  @Override
  public List<String> all() {
    return config.deadLetterQueueUrls().orElse(List.of());
  }

  @Override
  public List<Letter> receive(String queue) {
    return client
        .get()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(queue)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(0)
                    .visibilityTimeout(HIDDEN_SECONDS))
        .messages()
        .stream()
        .map(message -> new Letter(message.messageId(), message.receiptHandle(), message.body()))
        .toList();
  }

  @Override
  public void show(String queue, List<Letter> letters) {
    for (int from = 0; from < letters.size(); from += BATCH) {
      showBatch(queue, letters.subList(from, Math.min(from + BATCH, letters.size())));
    }
  }

  /** A letter whose change fails becomes visible by itself: failures are ignored. */
  private void showBatch(String queue, List<Letter> letters) {
    var entries =
        IntStream.range(0, letters.size())
            .mapToObj(
                number ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .receiptHandle(letters.get(number).receipt())
                        .visibilityTimeout(0)
                        .build())
            .toList();
    client.get().changeMessageVisibilityBatch(change -> change.queueUrl(queue).entries(entries));
  }

  @Override
  public void remove(String queue, Letter letter) {
    client.get().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(letter.receipt()));
  }
}
