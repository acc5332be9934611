package dev.darkroom.testing.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table in memory, by {@link TableModel}. Its indexes are never behind. */
public final class ModelDynamo implements DynamoDbClient {
  private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

  @Override
  public synchronized GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().item(applied(request)).build();
  }

  @Override
  public synchronized PutItemResponse putItem(PutItemRequest request) {
    applied(request);
    return PutItemResponse.builder().build();
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    applied(request);
    return UpdateItemResponse.builder().build();
  }

  /** Puts and updates, all of them or none. */
  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(
      TransactWriteItemsRequest request) {
    var effects = new LinkedHashMap<String, TableModel.Effect>();
    for (var one : request.transactItems()) {
      var write = TableModel.single(one);
      var key = TableModel.key(write);
      effects.put(key, TableModel.of(write, items.getOrDefault(key, Map.of())));
    }
    if (!effects.values().stream().allMatch(TableModel.Effect::isTaken)) {
      throw TransactionCanceledException.builder()
          .cancellationReasons(effects.values().stream().map(ModelDynamo::reason).toList())
          .build();
    }
    effects.forEach((key, effect) -> items.put(key, effect.item()));
    return TransactWriteItemsResponse.builder().build();
  }

  private static CancellationReason reason(TableModel.Effect effect) {
    return CancellationReason.builder()
        .code(effect.isTaken() ? "None" : "ConditionalCheckFailed")
        .item(effect.answer())
        .build();
  }

  /** Entries of an index in its order, as many on a page as the limit says. */
  @Override
  public synchronized QueryResponse query(QueryRequest request) {
    var found = ModelIndex.of(request).entries(items.values());
    int limit = Optional.ofNullable(request.limit()).orElse(Integer.MAX_VALUE);
    var page = found.stream().limit(limit).toList();
    var answer = QueryResponse.builder().items(page);
    return (page.size() < limit ? answer : answer.lastEvaluatedKey(page.getLast())).build();
  }

  @Override
  public synchronized BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    var found = new HashMap<String, List<Map<String, AttributeValue>>>();
    request
        .requestItems()
        .forEach(
            (table, wanted) -> {
              var there = new ArrayList<Map<String, AttributeValue>>();
              wanted.keys().forEach(key -> there.add(items.getOrDefault(pk(key), Map.of())));
              found.put(table, there.stream().filter(item -> !item.isEmpty()).toList());
            });
    return BatchGetItemResponse.builder().responses(found).build();
  }

  private Map<String, AttributeValue> applied(DynamoDbRequest request) {
    var key = TableModel.key(request);
    var effect = TableModel.of(request, items.getOrDefault(key, Map.of()));
    if (!effect.isTaken()) {
      throw ConditionalCheckFailedException.builder().item(effect.answer()).build();
    }
    if (!effect.item().isEmpty()) {
      items.put(key, effect.item());
    }
    return effect.answer();
  }

  private static String pk(Map<String, AttributeValue> key) {
    return Condition.present(key.get("pk"), "pk").s();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
