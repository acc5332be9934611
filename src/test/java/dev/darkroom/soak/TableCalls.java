package dev.darkroom.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.darkroom.soak.CloudServer.Answer;
import dev.darkroom.testing.dynamo.TableModel;
import dev.darkroom.testing.dynamo.TableModel.Effect;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The table, with the calls of DynamoDB that Darkroom makes. A write has the effect that {@link
 * TableModel} says, which a test of its own compares with DynamoDB Local.
 */
final class TableCalls {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  static final String PREFIX = "DynamoDB_20120810.";

  private static final String ERRORS = "com.amazonaws.dynamodb.v20120810#";
  private static final String KEY = "pk";
  private static final String SHARD = "openShard";
  private static final String NEXT_CHECK = "nextCheckAt";

  private final Function<Headers, TableFault> faults;
  private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();

  /** Tokens of transactions that were written. */
  private final Set<String> transactions = new HashSet<>();

  /** The index: the keys of items that have a shard, in the order of their next check. */
  private final Map<String, NavigableSet<Entry>> index = new HashMap<>();

  /**
   * @param faults what goes wrong with a try, by its headers
   */
  TableCalls(Function<Headers, TableFault> faults) {
    this.faults = faults;
  }

  Answer answer(String target, JsonNode call, Headers headers) {
    var failure = Answer.error(500, ERRORS + "InternalServerError");
    return switch (faults.apply(headers)) {
      case NONE -> answer(target, call);
      case REFUSED -> failure;
      case ANSWER_LOST -> {
        answer(target, call);
        yield failure;
      }
    };
  }

  private synchronized Answer answer(String target, JsonNode call) {
    return switch (target.substring(PREFIX.length())) {
      case "GetItem" -> Answer.of(read(call));
      case "BatchGetItem" -> Answer.of(batch(call));
      case "Query" -> Answer.of(query(call));
      case "PutItem" -> write(put(call));
      case "UpdateItem" -> write(update(call));
      case "TransactWriteItems" -> transaction(call);
      default -> throw new IllegalStateException("nobody should call " + target);
    };
  }

  private ObjectNode read(JsonNode call) {
    var request = GetItemRequest.builder().key(TableJson.read(call.path("Key"))).build();
    var item = item(TableModel.key(request));
    var answer = JSON.objectNode();
    if (!item.isEmpty()) {
      answer.set("Item", TableJson.write(item));
    }
    return answer;
  }

  private ObjectNode batch(JsonNode call) {
    var answer = JSON.objectNode();
    var responses = answer.putObject("Responses");
    answer.putObject("UnprocessedKeys");
    for (var wanted : call.path("RequestItems").properties()) {
      var found = responses.putArray(wanted.getKey());
      for (var key : wanted.getValue().path("Keys")) {
        var item = item(key.at("/" + KEY + "/S").asText());
        if (!item.isEmpty()) {
          found.add(TableJson.write(item));
        }
      }
    }
    return answer;
  }

  private ObjectNode query(JsonNode call) {
    var values = call.path("ExpressionAttributeValues");
    var shard = values.at("/:shard/S").asText();
    var start =
        call.has("ExclusiveStartKey")
            ? Entry.of(call.path("ExclusiveStartKey"))
            : new Entry(shard, new BigDecimal(values.at("/:from/N").asText("0")), "");
    var end = new BigDecimal(values.at("/:until/N").asText("1e12"));
    int limit = call.path("Limit").asInt();
    var answer = JSON.objectNode();
    var list = answer.putArray("Items");
    for (var entry : shard(shard).tailSet(start, false)) {
      if (entry.nextCheckAt().compareTo(end) > 0) {
        break;
      }
      if (list.size() == limit) {
        answer.set("LastEvaluatedKey", list.get(limit - 1));
        break;
      }
      list.add(entry.json());
    }
    return answer;
  }

  private static PutItemRequest put(JsonNode call) {
    var request = PutItemRequest.builder().item(TableJson.read(call.path("Item")));
    if (call.has("ConditionExpression")) {
      request
          .conditionExpression(call.path("ConditionExpression").asText())
          .expressionAttributeNames(names(call))
          .expressionAttributeValues(TableJson.read(call.path("ExpressionAttributeValues")))
          .returnValuesOnConditionCheckFailure(shown(call));
    }
    return request.build();
  }

  private static UpdateItemRequest update(JsonNode call) {
    return UpdateItemRequest.builder()
        .key(TableJson.read(call.path("Key")))
        .updateExpression(call.path("UpdateExpression").asText())
        .conditionExpression(call.path("ConditionExpression").asText())
        .expressionAttributeNames(names(call))
        .expressionAttributeValues(TableJson.read(call.path("ExpressionAttributeValues")))
        .returnValuesOnConditionCheckFailure(shown(call))
        .build();
  }

  private static String shown(JsonNode call) {
    return call.path("ReturnValuesOnConditionCheckFailure").asText("NONE");
  }

  private static Map<String, String> names(JsonNode call) {
    return call.path("ExpressionAttributeNames").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().asText()));
  }

  private Answer write(DynamoDbRequest request) {
    var effect = effect(request);
    if (effect.isTaken()) {
      keep(request, effect);
      return Answer.of(JSON.objectNode());
    }
    var lost = Answer.error(400, ERRORS + "ConditionalCheckFailedException");
    shown(effect).ifPresent(item -> lost.body().set("Item", item));
    return lost;
  }

  /** All writes or none. A repeat with the token of one that was written changes nothing. */
  private Answer transaction(JsonNode call) {
    var token = call.path("ClientRequestToken").asText();
    var writes = call.path("TransactItems").valueStream().map(TableCalls::single).toList();
    if (transactions.contains(token)) {
      return Answer.of(JSON.objectNode());
    }
    var effects = writes.stream().map(this::effect).toList();
    if (effects.stream().allMatch(Effect::isTaken)) {
      transactions.add(token);
      writes.forEach(write -> keep(write, effect(write)));
      return Answer.of(JSON.objectNode());
    }
    var cancelled = Answer.error(400, ERRORS + "TransactionCanceledException");
    var reasons = cancelled.body().putArray("CancellationReasons");
    for (var effect : effects) {
      var reason = reasons.addObject();
      reason.put("Code", effect.isTaken() ? "None" : "ConditionalCheckFailed");
      shown(effect).ifPresent(item -> reason.set("Item", item));
    }
    return cancelled;
  }

  private static DynamoDbRequest single(JsonNode write) {
    return write.has("Put") ? put(write.path("Put")) : update(write.path("Update"));
  }

  private Effect effect(DynamoDbRequest request) {
    return TableModel.of(request, item(TableModel.key(request)));
  }

  private static Optional<ObjectNode> shown(Effect effect) {
    return Optional.of(effect.answer()).filter(item -> !item.isEmpty()).map(TableJson::write);
  }

  private void keep(DynamoDbRequest request, Effect effect) {
    var key = TableModel.key(request);
    Entry.of(item(key)).ifPresent(entry -> shard(entry.shard()).remove(entry));
    Entry.of(effect.item()).ifPresent(entry -> shard(entry.shard()).add(entry));
    items.put(key, effect.item());
  }

  private Map<String, AttributeValue> item(String key) {
    return items.getOrDefault(key, Map.of());
  }

  private NavigableSet<Entry> shard(String shard) {
    return index.computeIfAbsent(shard, _ -> new TreeSet<>());
  }

  /** An entry of the index. */
  private record Entry(String shard, BigDecimal nextCheckAt, String key)
      implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::nextCheckAt).thenComparing(Entry::key);

    /** The entry of an item, if it has a shard. */
    static Optional<Entry> of(Map<String, AttributeValue> item) {
      return Optional.of(item)
          .filter(it -> it.containsKey(SHARD))
          .map(TableJson::write)
          .map(Entry::of);
    }

    static Entry of(JsonNode item) {
      return new Entry(
          item.path(SHARD).path("S").asText(),
          new BigDecimal(item.path(NEXT_CHECK).path("N").asText()),
          item.path(KEY).path("S").asText());
    }

    ObjectNode json() {
      var item = JSON.objectNode();
      item.putObject(KEY).put("S", key);
      item.putObject(SHARD).put("S", shard);
      item.putObject(NEXT_CHECK).put("N", nextCheckAt.toPlainString());
      return item;
    }

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }
}
