package dev.darkroom.testing.dynamo;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What DynamoDB does with a request, given the item before. A missing item is an empty one. */
public final class TableModel {
  private TableModel() {}

  /**
   * What came of a request.
   *
   * @param item as it stands afterwards
   * @param isTaken whether its condition held
   * @param answer the item that the answer shows: read, or shown because the condition failed
   */
  public record Effect(
      Map<String, AttributeValue> item, boolean isTaken, Map<String, AttributeValue> answer) {}

  public static Effect of(DynamoDbRequest request, Map<String, AttributeValue> before) {
    return switch (request) {
      case GetItemRequest _ -> new Effect(before, true, before);
      case PutItemRequest put ->
          conditional(
              condition(
                  put.conditionExpression(),
                  put.expressionAttributeNames(),
                  put.expressionAttributeValues()),
              put.returnValuesOnConditionCheckFailure(),
              before,
              put.item());
      case UpdateItemRequest update ->
          conditional(
              condition(
                  update.conditionExpression(),
                  update.expressionAttributeNames(),
                  update.expressionAttributeValues()),
              update.returnValuesOnConditionCheckFailure(),
              before,
              new ItemUpdate(update).of(before));
      default -> throw new IllegalArgumentException("not modelled: " + request.getClass());
    };
  }

  /** One write of a transaction, as a request of its own. */
  public static DynamoDbRequest single(TransactWriteItem one) {
    if (one.put() != null) {
      return PutItemRequest.builder()
          .item(one.put().item())
          .conditionExpression(one.put().conditionExpression())
          .expressionAttributeNames(one.put().expressionAttributeNames())
          .expressionAttributeValues(one.put().expressionAttributeValues())
          .returnValuesOnConditionCheckFailure(one.put().returnValuesOnConditionCheckFailure())
          .build();
    }
    var update = one.update();
    return UpdateItemRequest.builder()
        .key(update.key())
        .updateExpression(update.updateExpression())
        .conditionExpression(update.conditionExpression())
        .expressionAttributeNames(update.expressionAttributeNames())
        .expressionAttributeValues(update.expressionAttributeValues())
        .returnValuesOnConditionCheckFailure(update.returnValuesOnConditionCheckFailure())
        .build();
  }

  /** The key of the item that a request is about. */
  public static String key(DynamoDbRequest request) {
    var key =
        switch (request) {
          case GetItemRequest get -> get.key();
          case PutItemRequest put -> put.item();
          case UpdateItemRequest update -> update.key();
          default -> throw new IllegalArgumentException("not modelled: " + request.getClass());
        };
    return Condition.present(key.get("pk"), "pk").s();
  }

  private static Optional<Condition> condition(
      @org.jspecify.annotations.Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return Optional.ofNullable(expression).map(text -> new Condition(text, names, values));
  }

  private static Effect conditional(
      Optional<Condition> condition,
      @org.jspecify.annotations.Nullable ReturnValuesOnConditionCheckFailure shown,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after) {
    if (condition.isEmpty() || condition.get().holds(before)) {
      return new Effect(normal(after), true, Map.of());
    }
    boolean isShown = shown == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    return new Effect(before, false, isShown ? before : Map.of());
  }

  /** DynamoDB keeps numbers without trailing zeros. */
  private static Map<String, AttributeValue> normal(Map<String, AttributeValue> item) {
    var result = new LinkedHashMap<String, AttributeValue>();
    item.forEach((name, value) -> result.put(name, normal(value)));
    return Map.copyOf(result);
  }

  private static AttributeValue normal(AttributeValue value) {
    return switch (value.type()) {
      case N ->
          AttributeValue.fromN(new BigDecimal(value.n()).stripTrailingZeros().toPlainString());
      case M -> AttributeValue.fromM(normal(value.m()));
      case L -> AttributeValue.fromL(value.l().stream().map(TableModel::normal).toList());
      default -> value;
    };
  }
}
