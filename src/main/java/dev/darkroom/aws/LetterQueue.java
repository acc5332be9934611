package dev.darkroom.aws;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One dead-letter queue in SQS.
 *
 * @param hiddenSeconds how long a received letter stays hidden
 * @param waitSeconds how long to wait for a first letter. From 1 on, SQS looks on all its servers
 */
record LetterQueue(SqsClient client, String url, int hiddenSeconds, int waitSeconds) {
  /** SQS's limit for one ReceiveMessage and one ChangeMessageVisibilityBatch. */
  private static final int BATCH = 10;

  List<Message> receive() {
    return client
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(waitSeconds)
                    .visibilityTimeout(hiddenSeconds))
        .messages();
  }

  /** A letter whose change fails becomes visible by itself: failures are ignored. */
  void show(List<String> receipts) {
    for (int from = 0; from < receipts.size(); from += BATCH) {
      showBatch(receipts.subList(from, Math.min(from + BATCH, receipts.size())));
    }
  }

  private void showBatch(List<String> receipts) {
    var entries =
        IntStream.range(0, receipts.size())
            .mapToObj(
                number ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .receiptHandle(receipts.get(number))
                        .visibilityTimeout(0)
                        .build())
            .toList();
    client.changeMessageVisibilityBatch(change -> change.queueUrl(url).entries(entries));
  }

  void remove(String receipt) {
    client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt));
  }
}
