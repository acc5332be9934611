package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsRetryQueueTest {
  private static final String ARN = "arn:aws:sqs:eu-central-1:123456789012:darkroom-submit";
  private static final String URL =
      "https://sqs.eu-central-1.amazonaws.com/123456789012/darkroom-submit";

  private final RecordingSqs sqs = new RecordingSqs();

  @Test
  void anEventIsPutBackOnTheQueueThatItCameFrom() {
    var isSent =
        queue(URL).putBack(ARN, "{}", Map.of("traceparent", "00-x"), Duration.ofMinutes(2));

    assertThat(isSent).isTrue();
    assertThat(sqs.sent)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.queueUrl()).isEqualTo(URL);
              assertThat(request.messageBody()).isEqualTo("{}");
              assertThat(request.delaySeconds()).isEqualTo(120);
              assertThat(request.messageAttributes())
                  .containsEntry(
                      "traceparent",
                      MessageAttributeValue.builder()
                          .dataType("String")
                          .stringValue("00-x")
                          .build());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:eu-central-1:123456789012:another",
    "arn:aws:sqs:eu-central-1:999999999999:darkroom-submit",
    "darkroom-submit",
    "''"
  })
  void onNoOtherQueueAnythingIsPut(String arn) {
    assertThat(queue(URL).putBack(arn, "{}", Map.of(), Duration.ZERO)).isFalse();
    assertThat(sqs.sent).isEmpty();
  }

  @Test
  void aFifoQueueKnowsNoDelayOfOneMessage() {
    assertThat(queue(URL + ".fifo").putBack(ARN + ".fifo", "{}", Map.of(), Duration.ZERO))
        .isFalse();
  }

  @Test
  void withoutTheVariableNothingIsPutBack() {
    var queue = new SqsRetryQueue(() -> sqs, () -> Optional.empty());

    assertThat(queue.putBack(ARN, "{}", Map.of(), Duration.ZERO)).isFalse();
  }

  private SqsRetryQueue queue(String url) {
    return new SqsRetryQueue(() -> sqs, () -> Optional.of(url));
  }

  private static final class RecordingSqs implements SqsClient {
    private final List<SendMessageRequest> sent = new ArrayList<>();

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
