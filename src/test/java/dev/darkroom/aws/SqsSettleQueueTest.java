package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.check.SettleQueueContract;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.ElasticMqServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsSettleQueueTest extends SettleQueueContract {
  private static final ElasticMqServer SERVER = ElasticMqServer.start();
  private static final SqsClient CLIENT = SERVER.client();
  private static final AtomicInteger QUEUES = new AtomicInteger();
  private static final Check CHECK = Check.of(TaskId.of(new RequestId("one")));

  private final AtomicBoolean pumping = new AtomicBoolean(true);
  private final ExecutorService pump = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopPump() {
    pumping.set(false);
    pump.close();
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Override
  protected SettleQueue queueTo(Consumer<Check> consumer) {
    var name = "settle-" + QUEUES.incrementAndGet();
    var url = CLIENT.createQueue(queue -> queue.queueName(name)).queueUrl();
    pump.execute(() -> pump(url, consumer));
    return new SqsSettleQueue(() -> CLIENT, ExampleAwsConfig.withSettleQueue(url));
  }

  @Test
  void aDelayIsInWholeSecondsAndNeverTooShort() {
    var sqs = new RecordingSqs();
    var queue = new SqsSettleQueue(() -> sqs, ExampleAwsConfig.withSettleQueue("url"));

    queue.put(CHECK, Duration.ZERO);
    queue.put(CHECK, Duration.ofMillis(4_001));
    queue.put(CHECK, Duration.ofMinutes(15));
    queue.put(CHECK, Duration.ofDays(1));
    queue.put(CHECK, Duration.ofSeconds(-5));

    assertThat(sqs.sent)
        .extracting(SendMessageRequest::delaySeconds)
        .containsExactly(0, 5, 900, 900, 0);
    assertThat(sqs.sent).extracting(SendMessageRequest::queueUrl).containsOnly("url");
    assertThat(sqs.sent)
        .extracting(SendMessageRequest::messageBody)
        .containsOnly("{\"task\":\"" + CHECK.task() + "\",\"round\":0}");
  }

  @Test
  void aCheckThatABatchDidNotTakeIsAnError() {
    var queue = new SqsSettleQueue(RecordingSqs::new, ExampleAwsConfig.withSettleQueue("url"));

    assertThatThrownBy(() -> queue.putAll(List.of(CHECK, CHECK)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SQS did not take 1 of 2 checks: InternalError");
  }

  /** What Lambda does with a queue. */
  private void pump(String url, Consumer<Check> consumer) {
    while (pumping.get()) {
      CLIENT
          .receiveMessage(
              receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
          .messages()
          .forEach(message -> consume(url, message, consumer));
    }
  }

  private static void consume(String url, Message message, Consumer<Check> consumer) {
    try {
      consumer.accept(CheckJson.read(message.body()).orElseThrow());
      CLIENT.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    } catch (IllegalStateException failed) {
      CLIENT.changeMessageVisibility(
          again -> again.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }
  }

  /** Takes every single message, and of a batch all but the last. */
  private static final class RecordingSqs implements SqsClient {
    private final List<SendMessageRequest> sent = new ArrayList<>();

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      return SendMessageBatchResponse.builder()
          .failed(
              BatchResultErrorEntry.builder()
                  .id(request.entries().getLast().id())
                  .code("InternalError")
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
