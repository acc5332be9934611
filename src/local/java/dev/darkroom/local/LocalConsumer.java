package dev.darkroom.local;

import dev.darkroom.aws.AwsConfig;
import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Feeds settlement: from the queue in this process, or from SQS as Lambda's poller would. */
@ApplicationScoped
class LocalConsumer {
  private static final Logger LOG = Logger.getLogger(LocalConsumer.class);
  private static final int LONG_POLL_SECONDS = 2; // less than the clients wait for an answer

  /** As many as the queue in this process has side by side. */
  private static final int POLLERS = 8;

  private final LocalStores stores;
  private final Provider<InProcessSettleQueue> inProcess;
  private final Provider<SqsClient> sqs;
  private final AwsConfig config;
  private final CountDownLatch stopped = new CountDownLatch(1);

  LocalConsumer(
      LocalStores stores,
      Provider<InProcessSettleQueue> inProcess,
      Provider<SqsClient> sqs,
      AwsConfig config) {
    this.stores = stores;
    this.inProcess = inProcess;
    this.sqs = sqs;
    this.config = config;
  }

  void start(Consumer<Check> settle) {
    if (stores.isOnAws()) {
      var threads = Thread.ofVirtual().name("local-settle-", 0);
      IntStream.range(0, POLLERS).forEach(poller -> threads.start(() -> poll(settle)));
    } else {
      inProcess.get().consume(settle);
    }
  }

  void stop() {
    stopped.countDown();
  }

  private void poll(Consumer<Check> settle) {
    var url = AwsConfig.required(config.settleQueueUrl(), "DARKROOM_SETTLE_QUEUE_URL");
    while (stopped.getCount() > 0) {
      try {
        sqs.get()
            .receiveMessage(
                it -> it.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(LONG_POLL_SECONDS))
            .messages()
            .forEach(message -> settle(url, message, settle));
      } catch (SdkException notNow) {
        LOG.warnf("the settle queue could not be read: %s", notNow.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stopped.await(LONG_POLL_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("stopped while waiting");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  /** Settles one check; a failed one becomes visible again, or ends as a dead letter. */
  private void settle(String url, Message message, Consumer<Check> settle) {
    try {
      var check = CheckJson.read(message.body());
      if (check.isPresent()) {
        settle.accept(check.get());
        sqs.get().deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    } catch (RuntimeException failed) {
      LOG.warn("a check failed and is retried", failed);
    }
  }
}
