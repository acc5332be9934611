package dev.darkroom.bench;

import dev.darkroom.bench.Call.Item;
import dev.darkroom.bench.OpenIndex.Entry;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * DynamoDB, as far as Darkroom talks to it. A put always succeeds: every task here is one of its
 * own. What a call would cost is computed from the items as they are written.
 */
final class TableFake {
  private static final int PAGE_BYTES = 1024 * 1024;
  private static final double WRITE_UNIT = 1024;
  private static final double READ_UNIT = 4096;

  private final Map<String, Map<?, ?>> items = new ConcurrentHashMap<>();
  private final OpenIndex open = new OpenIndex();

  Reply answer(String operation, Map<?, ?> call) {
    return switch (operation) {
      case "PutItem" -> put((Map<?, ?>) call.get("Item"));
      case "GetItem" -> get(Json.text(call, "Key", "pk", "S"));
      case "UpdateItem" ->
          ((Map<?, ?>) call.get("ExpressionAttributeValues")).containsKey(":seen")
              ? postpone(call)
              : replace(call);
      case "Query" -> query(call);
      case "BatchGetItem" -> ages(call);
      default -> throw new IllegalStateException("nobody should call " + operation);
    };
  }

  /** Puts an open task into the index alone: enough for the sweep. */
  void open(String task, BigDecimal nextCheckAt) {
    var shard = Integer.toString(Math.floorMod(task.hashCode(), 16));
    open.follow(task, Optional.of(new Entry(shard, nextCheckAt, task)));
  }

  private Reply put(Map<?, ?> item) {
    var task = Json.text(item, "pk", "S");
    items.put(task, item);
    long bytes = ItemSize.of(item);
    long units = (long) Math.ceil(bytes / WRITE_UNIT) + open.follow(task, entry(task, item));
    return reply("PutItem", "{}").about(new Item(bytes, 0, units));
  }

  /** The larger of before and after is charged. */
  private Reply replace(Map<?, ?> call) {
    var task = Json.text(call, "Key", "pk", "S");
    var before = items.get(task);
    var after = TableUpdate.of(call).on(before);
    items.put(task, after);
    long bytes = Math.max(ItemSize.of(before), ItemSize.of(after));
    long units = (long) Math.ceil(bytes / WRITE_UNIT) + open.follow(task, entry(task, after));
    return reply("UpdateItem", "{}").about(new Item(bytes, 0, units));
  }

  private static Optional<Entry> entry(String task, Map<?, ?> item) {
    return item.containsKey("openShard")
        ? Optional.of(
            new Entry(
                Json.text(item, "openShard", "S"),
                new BigDecimal(Json.text(item, "nextCheckAt", "N")),
                task))
        : Optional.empty();
  }

  private Reply get(String task) {
    var item = items.get(task);
    if (item == null) {
      return reply("GetItem", "{}").about(new Item(0, 1, 0));
    }
    long bytes = ItemSize.of(item);
    return reply("GetItem", Json.write(Map.of("Item", item)))
        .about(new Item(bytes, Math.ceil(bytes / READ_UNIT), 0));
  }

  /** Of the next check alone: one unit for the item, two for the index. */
  private Reply postpone(Map<?, ?> call) {
    var task = Json.text(call, "Key", "pk", "S");
    var values = call.get("ExpressionAttributeValues");
    var seen = new BigDecimal(Json.text(values, ":seen", "N"));
    var next = new BigDecimal(Json.text(values, ":next", "N"));
    var entry = open.find(task).filter(it -> it.nextCheckAt().compareTo(seen) == 0);
    if (entry.isEmpty()) {
      return Reply.of(
          "DynamoDB UpdateItem",
          400,
          "application/x-amz-json-1.0",
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}");
    }
    int index = open.follow(task, Optional.of(new Entry(entry.get().shard(), next, task)));
    return reply(
            "UpdateItem",
            Json.write(
                Map.of(
                    "Attributes",
                    Map.of(
                        "nextCheckAt", Map.of("N", next.toPlainString()),
                        "createdAt", Map.of("S", "2026-11-20T10:15:56Z")))))
        .about(new Item(0, 0, 1 + index));
  }

  private Reply query(Map<?, ?> call) {
    var values = (Map<?, ?>) call.get("ExpressionAttributeValues");
    var from = new BigDecimal(Json.text(values, ":from", "N"));
    var until = new BigDecimal(Json.text(values, ":until", "N"));
    var after =
        Optional.ofNullable(call.get("ExclusiveStartKey"))
            .flatMap(key -> open.find(Json.text(key, "pk", "S")));
    int limit = Integer.parseInt(String.valueOf(call.get("Limit")));
    var page = open.page(Json.text(values, ":shard", "S"), after, from, until, limit);
    long bytes = page.stream().mapToLong(entry -> ItemSize.of(entry.keys())).sum();
    int kept = bytes <= PAGE_BYTES ? page.size() : (int) (page.size() * PAGE_BYTES / bytes);
    return reply("Query", page(page.subList(0, kept), kept == limit || kept < page.size()))
        .about(new Item(bytes, Math.max(1, Math.ceil(bytes / READ_UNIT)) / 2, 0));
  }

  /** Since when tasks exist, and whether their requesters know: half a unit for each. */
  private static Reply ages(Map<?, ?> call) {
    var wanted = ((Map<?, ?>) call.get("RequestItems")).entrySet().iterator().next();
    int count = ((List<?>) Json.at(wanted.getValue(), "Keys")).size();
    var one =
        "{\"createdAt\":{\"S\":\"2026-11-20T10:15:56.123456789Z\"},\"told\":{\"BOOL\":false}}";
    var all = String.join(",", Collections.nCopies(count, one));
    return reply(
            "BatchGetItem",
            "{\"Responses\":{\"%s\":[%s]},\"UnprocessedKeys\":{}}".formatted(wanted.getKey(), all))
        .about(new Item(0, count / 2.0, 0));
  }

  private static String page(List<Entry> page, boolean isMore) {
    var items = page.stream().map(Entry::keys).toList();
    var answer = "\"Count\":%d,\"Items\":%s".formatted(page.size(), Json.write(items));
    return isMore
        ? "{%s,\"LastEvaluatedKey\":%s}".formatted(answer, Json.write(items.getLast()))
        : "{" + answer + "}";
  }

  private static Reply reply(String operation, String json) {
    return Reply.of("DynamoDB " + operation, 200, "application/x-amz-json-1.0", json);
  }
}
