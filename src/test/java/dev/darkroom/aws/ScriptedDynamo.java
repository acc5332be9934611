package dev.darkroom.aws;

import dev.darkroom.aws.ModelScript.Reply;
import dev.darkroom.testing.dynamo.TableModel.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The SDK's client as the adapter sees it. An attempt without an answer, or throttled, is repeated
 * as often as {@link TimeOuts} says; a failed condition is not. Replies come from a list, and the
 * first attempt without a reply stops the run.
 */
final class ScriptedDynamo implements DynamoDbClient {
  private static final int TRIES = TimeOuts.DEFAULT.tries();

  private final int user;
  private final List<Reply> replies;
  private final Map<String, String> numbers = new HashMap<>();
  private final Map<String, String> marks = new HashMap<>();
  private int used;
  private int call;
  private int unansweredCalls;
  private int lastWrite;
  private int attempts;

  ScriptedDynamo(int user, List<Reply> replies) {
    this.user = user;
    this.replies = replies;
  }

  /** How many calls ended without any answer. */
  int unansweredCalls() {
    return unansweredCalls;
  }

  /** The number of the last call that writes. */
  int lastWrite() {
    return lastWrite;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().item(ours(sent(request).answer())).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    var named = request.toBuilder().item(ModelScript.marked(request.item(), this::number)).build();
    taken(sent(named));
    return PutItemResponse.builder().build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    var values = ModelScript.marked(request.expressionAttributeValues(), this::number);
    taken(sent(request.toBuilder().expressionAttributeValues(values).build()));
    return UpdateItemResponse.builder().build();
  }

  private void taken(Effect effect) {
    if (!effect.isTaken()) {
      throw ConditionalCheckFailedException.builder()
          .item(ours(effect.answer()))
          .numAttempts(attempts)
          .build();
    }
  }

  private Effect sent(DynamoDbRequest request) {
    call++;
    lastWrite = request instanceof GetItemRequest ? lastWrite : call;
    boolean isThrottled = false;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      attempts = attempt;
      if (used == replies.size()) {
        throw new Stopped(request, call);
      }
      switch (replies.get(used++)) {
        case Reply.Answered(var effect) -> {
          return effect;
        }
        case Reply.Throttled() -> isThrottled = true;
        case Reply.Unanswered() -> isThrottled = false;
      }
    }
    unansweredCalls++;
    throw isThrottled
        ? ProvisionedThroughputExceededException.builder().message("too many").build()
        : SdkClientException.create("the answer is lost");
  }

  private String number(String mark) {
    return numbers.computeIfAbsent(
        mark,
        one -> {
          var number = "user%d/%d".formatted(user, numbers.size());
          marks.put(number, one);
          return number;
        });
  }

  private Map<String, AttributeValue> ours(Map<String, AttributeValue> item) {
    UnaryOperator<String> mark = number -> marks.getOrDefault(number, number);
    return ModelScript.marked(item, mark);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  /** The run has no reply for this attempt yet. It is no exception that anybody would catch. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    private final transient DynamoDbRequest request;
    private final int call;

    Stopped(DynamoDbRequest request, int call) {
      super("", null, false, false);
      this.request = request;
      this.call = call;
    }

    DynamoDbRequest request() {
      return request;
    }

    int call() {
      return call;
    }
  }
}
