package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.DynamoDbLocalServer;
import dev.darkroom.testing.dynamo.TableModel;
import dev.darkroom.testing.fuzz.Fuzz;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The model does what DynamoDB Local does, with the expressions that the adapter sends. Numbers
 * here have no trailing zeros: DynamoDB drops them, and DynamoDB Local keeps them in updates.
 */
class TableModelTest {
  private static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start();
  private static final DynamoDbClient CLIENT = SERVER.client();
  private static final String TABLE = "model";
  private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("one"));

  private static final List<String> CONDITIONS =
      List.of(
          "attribute_not_exists(pk)",
          "#version = :version",
          "attribute_exists(openShard) AND nextCheckAt = :seen",
          "attribute_not_exists(pk) OR (ownerTask = :owner AND (attribute_not_exists(ownerClaim) OR ownerClaim ="
              + " :claim))",
          "attribute_not_exists(pk) OR #at <= :at",
          "attribute_not_exists(pk) OR #version = :before");
  private static final List<String> UPDATES =
      List.of(
          "SET nextCheckAt = :next",
          "SET nextCheckAt = :next, round = :round",
          "SET #formerWrite = if_not_exists(#write, :write), #version = :next, #write = :write",
          "SET #formerWrite = if_not_exists(#write, :write), #write = :write REMOVE #at, #round",
          "SET #version = :next, #write = :write REMOVE #ownerTask, #openShard");
  private static final List<String> NAMES =
      List.of(
          "version",
          "write",
          "formerWrite",
          "at",
          "round",
          "ownerTask",
          "ownerClaim",
          "nextCheckAt");

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void theModelAnswersAsTheServerDoes() {
    SERVER.createTable(TABLE);
    var model = new HashMap<String, AttributeValue>();

    new Fuzz("table model", 400, 20_000)
        .each(
            TableModelTest::request,
            Object::toString,
            request -> {
              var effect = TableModel.of(request, Map.copyOf(model));
              var refusal = sent(request);
              var there = CLIENT.getItem(get -> get.tableName(TABLE).key(KEY)).item();
              assertThat(refusal.isEmpty()).isEqualTo(effect.isTaken());
              assertThat(refusal).allMatch(shown -> shown.equals(effect.answer()));
              assertThat(there).isEqualTo(effect.item());
              model.clear();
              model.putAll(effect.item());
            });
  }

  /** Empty if it was taken; else the item that was shown. */
  private static List<Map<String, AttributeValue>> sent(DynamoDbRequest request) {
    try {
      switch (request) {
        case PutItemRequest put -> CLIENT.putItem(put);
        case UpdateItemRequest update -> CLIENT.updateItem(update);
        default -> throw new IllegalArgumentException(request.toString());
      }
      return List.of();
    } catch (ConditionalCheckFailedException failed) {
      return List.of(failed.hasItem() ? failed.item() : Map.of());
    }
  }

  private static DynamoDbRequest request(Random random) {
    var shown =
        random.nextBoolean()
            ? ReturnValuesOnConditionCheckFailure.ALL_OLD
            : ReturnValuesOnConditionCheckFailure.NONE;
    var condition = random.nextInt(6) == 0 ? "" : pick(random, CONDITIONS);
    if (random.nextBoolean()) {
      var put =
          PutItemRequest.builder()
              .tableName(TABLE)
              .item(item(random))
              .returnValuesOnConditionCheckFailure(shown);
      if (!condition.isEmpty()) {
        put.conditionExpression(condition);
        named(condition, names -> put.expressionAttributeNames(names));
        valued(condition, random, values -> put.expressionAttributeValues(values));
      }
      return put.build();
    }
    var expression = pick(random, UPDATES);
    var update =
        UpdateItemRequest.builder()
            .tableName(TABLE)
            .key(KEY)
            .updateExpression(expression)
            .returnValuesOnConditionCheckFailure(shown);
    var all = expression + " " + condition;
    if (!condition.isEmpty()) {
      update.conditionExpression(condition);
    }
    named(all, names -> update.expressionAttributeNames(names));
    valued(all, random, values -> update.expressionAttributeValues(values));
    return update.build();
  }

  private static void named(String text, java.util.function.Consumer<Map<String, String>> use) {
    var names = new LinkedHashMap<String, String>();
    Stream.concat(NAMES.stream(), Stream.of("openShard"))
        .filter(name -> text.matches(".*#" + name + "\\b.*"))
        .forEach(name -> names.put("#" + name, name));
    if (!names.isEmpty()) {
      use.accept(names);
    }
  }

  private static void valued(
      String text, Random random, java.util.function.Consumer<Map<String, AttributeValue>> use) {
    var values = new LinkedHashMap<String, AttributeValue>();
    Stream.of("version", "seen", "owner", "claim", "at", "before", "next", "round", "write")
        .filter(name -> text.matches(".*:" + name + "\\b.*"))
        .forEach(
            name ->
                values.put(
                    ":" + name,
                    name.equals("next") // the key of an index has one type
                        ? AttributeValue.fromN(number(random))
                        : value(random)));
    if (!values.isEmpty()) {
      use.accept(values);
    }
  }

  private static Map<String, AttributeValue> item(Random random) {
    var item = new LinkedHashMap<>(KEY);
    NAMES.stream()
        .filter(_ -> random.nextBoolean())
        .forEach(
            name ->
                item.put(
                    name,
                    name.equals("nextCheckAt")
                        ? AttributeValue.fromN(number(random))
                        : value(random)));
    if (random.nextBoolean()) {
      item.put("openShard", AttributeValue.fromS("3"));
    }
    return item;
  }

  private static AttributeValue value(Random random) {
    return random.nextInt(4) > 0
        ? AttributeValue.fromN(number(random))
        : AttributeValue.fromS(pick(random, List.of("a", "b", "1")));
  }

  private static String number(Random random) {
    return pick(random, List.of("1", "2", "3", "0.5", "1.5", "10", "1795167600.123456789", "0"));
  }

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
