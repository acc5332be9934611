package dev.darkroom.aws;

import dev.darkroom.base.CommaList;
import dev.darkroom.intake.DeadLetterQueues;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The dead-letter queues of events, in SQS. */
@Singleton
public final class SqsDeadLetterQueues implements DeadLetterQueues {
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
    return CommaList.entries(config.deadLetterQueueUrls());
  }

  @Override
  public List<Letter> receive(String queue) {
    return letters(queue).receive().stream()
        .map(message -> new Letter(message.messageId(), message.receiptHandle(), message.body()))
        .toList();
  }

  @Override
  public void show(String queue, List<Letter> letters) {
    letters(queue).show(letters.stream().map(Letter::receipt).toList());
  }

  @Override
  public void remove(String queue, Letter letter) {
    letters(queue).remove(letter.receipt());
  }

  private LetterQueue letters(String queue) {
    return new LetterQueue(client.get(), queue, HIDDEN_SECONDS, 0);
  }
}
