package dev.darkroom.aws;

import dev.darkroom.intake.RetryQueue;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Puts events back on the submit queue. An event from another queue, to which this function may not
 * send, is retried by SQS.
 */
@Singleton
public final class SqsRetryQueue implements RetryQueue {
  private final Provider<SqsClient> client;
  private final SubmitQueueConfig config;

  @Inject
  public SqsRetryQueue(Provider<SqsClient> client, SubmitQueueConfig config) {
    this.client = client;
    this.config = config;
  }

  @Override
  public boolean putBack(
      String queue, String body, Map<String, String> attributes, Duration delay) {
    var url = config.submitQueueUrl().filter(known -> isOf(known, queue));
    url.ifPresent(
        known ->
            client
                .get()
                .sendMessage(
                    message ->
                        message
                            .queueUrl(known)
                            .messageBody(body)
                            .messageAttributes(values(attributes))
                            .delaySeconds(Math.toIntExact(delay.toSeconds()))));
    return url.isPresent();
  }

  /**
   * A URL ends in account and name, as an ARN does. A FIFO queue allows no delay of one message.
   */
  private static boolean isOf(String url, String arn) {
    var parts = arn.split(":", -1);
    return parts.length == 6
        && !arn.endsWith(".fifo")
        && url.endsWith("/" + parts[4] + "/" + parts[5]);
  }

  private static Map<String, MessageAttributeValue> values(Map<String, String> attributes) {
    var values = new HashMap<String, MessageAttributeValue>();
    attributes.forEach(
        (name, text) ->
            values.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(text).build()));
    return values;
  }
}
