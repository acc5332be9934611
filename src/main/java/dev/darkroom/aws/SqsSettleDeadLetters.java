package dev.darkroom.aws;

import dev.darkroom.check.SettleDeadLetters;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The dead-letter queue of the settle queue, in SQS. */
@Singleton
public final class SqsSettleDeadLetters implements SettleDeadLetters {
  /** Longer than a recheck takes: a letter that was looked at is not received again. */
  private static final int HIDDEN_SECONDS = 60;

  private static final int WAIT_SECONDS = 1;

  private final Provider<SqsClient> client;
  private final SettleDeadLetterConfig config;

  @Inject
  public SqsSettleDeadLetters(Provider<SqsClient> client, SettleDeadLetterConfig config) {
    this.client = client;
    this.config = config;
  }

  @Override
  public boolean isConfigured() {
    return config.settleDeadLetterQueueUrl().isPresent();
  }

  @Override
  public List<Letter> receive() {
    return queue().receive().stream()
        .map(message -> new Letter(message.receiptHandle(), message.body()))
        .toList();
  }

  @Override
  public void show(List<Letter> letters) {
    queue().show(letters.stream().map(Letter::receipt).toList());
  }

  @Override
  public void remove(Letter letter) {
    queue().remove(letter.receipt());
  }

  private LetterQueue queue() {
    var url =
        AwsConfig.required(
            config.settleDeadLetterQueueUrl(), "DARKROOM_SETTLE_DEAD_LETTER_QUEUE_URL");
    return new LetterQueue(client.get(), url, HIDDEN_SECONDS, WAIT_SECONDS);
  }
}
