package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.Examples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * What is decided by a read is read consistently. DynamoDB Local is always consistent, so only the
 * request can show it.
 */
class ConsistentReadsTest {
  private final RecordingDynamo dynamo = new RecordingDynamo();
  private final DynamoTaskStore store =
      new DynamoTaskStore(() -> dynamo, ExampleAwsConfig.withTable("table"));

  @Test
  void everyItemIsReadAsItStands() {
    store.find(TaskExamples.plainRequest("one").taskId());
    store.ownerOf(new ProviderTaskRef(Examples.ACME, "theirs"));
    store.canary(Examples.ACME);
    store.findRefusal(TaskExamples.plainRequest("one").taskId());
    store.sweepPass();

    assertThat(dynamo.reads).hasSize(5).allMatch(GetItemRequest::consistentRead);
  }

  @Test
  void aWriteWithoutAnAnswerIsReadBackAsItStands() {
    var claim = TaskExamples.claim(TaskExamples.plainRequest("one"));

    assertThatThrownBy(() -> store.claim(claim)).isInstanceOf(SdkClientException.class);
    assertThatThrownBy(() -> store.replace(TaskExamples.submitted(claim)))
        .isInstanceOf(SdkClientException.class);

    assertThat(dynamo.reads).hasSize(2).allMatch(GetItemRequest::consistentRead);
  }

  /** An empty table that answers no write. */
  private static final class RecordingDynamo implements DynamoDbClient {
    private final List<GetItemRequest> reads = new ArrayList<>();

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      reads.add(request);
      return GetItemResponse.builder().build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      throw SdkClientException.create("the answer is lost");
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      throw SdkClientException.create("the answer is lost");
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
