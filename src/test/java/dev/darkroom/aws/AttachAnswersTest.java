package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskStore.Attachment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What follows from the reasons of a cancelled attach: first the record's, then the owner's. */
class AttachAnswersTest {
  private static final Task ATTACHED =
      TaskExamples.claim(TaskExamples.plainRequest("attached"))
          .inDoubt(TaskExamples.EVOLINK, "slow", TaskExamples.NOW)
          .attached(TaskExamples.REF, TaskExamples.NOW, TaskExamples.NOW);

  @ParameterizedTest
  @CsvSource({
    "ConditionalCheckFailed, None, LOST_RACE",
    "ConditionalCheckFailed, ConditionalCheckFailed, LOST_RACE",
    "None, ConditionalCheckFailed, OF_ANOTHER",
    "TransactionConflict, None, LOST_RACE",
    "None, TransactionConflict, LOST_RACE"
  })
  void theRecordDecidesBeforeItsOwner(String record, String owner, Attachment expected) {
    assertThat(attach(List.of(record, owner))).isEqualTo(expected);
  }

  @Test
  void anyOtherReasonIsAFailure() {
    for (var reasons :
        List.of(
            List.of("None", "ProvisionedThroughputExceeded"),
            List.of("ValidationError", "None"),
            List.of("None"),
            List.<String>of())) {
      assertThatThrownBy(() -> attach(reasons)).isInstanceOf(TransactionCanceledException.class);
    }
  }

  private static Attachment attach(List<String> reasons) {
    var store =
        new DynamoTaskStore(
            () -> new CancellingDynamo(reasons), ExampleAwsConfig.withTable("table"));
    return store.attach(ATTACHED, TaskExamples.REF);
  }

  /** Cancels every transaction. */
  private record CancellingDynamo(List<String> reasons) implements DynamoDbClient {
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      throw TransactionCanceledException.builder()
          .message("cancelled")
          .cancellationReasons(codes().toArray(CancellationReason[]::new))
          .build();
    }

    private Stream<CancellationReason> codes() {
      return reasons.stream().map(code -> CancellationReason.builder().code(code).build());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
