package dev.darkroom.testing.dynamo;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * One query of an index of the table, keys only.
 *
 * @param partition the attribute that chooses the partition
 * @param order the attribute that the entries are sorted by
 * @param bounds the names of the values that bound the order; none: there are no bounds
 */
record ModelIndex(QueryRequest request, String partition, String order, List<String> bounds) {

  static ModelIndex of(QueryRequest request) {
    return switch (request.keyConditionExpression()) {
      case "openShard = :shard" -> new ModelIndex(request, "openShard", "nextCheckAt", List.of());
      case "openShard = :shard AND nextCheckAt BETWEEN :from AND :until" ->
          new ModelIndex(request, "openShard", "nextCheckAt", List.of(":from", ":until"));
      case "#month = :month AND createdAt BETWEEN :since AND :until" ->
          new ModelIndex(request, "month", "createdAt", List.of(":since", ":until"));
      default ->
          throw new IllegalArgumentException("not modelled: " + request.keyConditionExpression());
    };
  }

  /** Entries behind the start key. Keys of one value have an order as well. */
  List<Map<String, AttributeValue>> entries(Collection<Map<String, AttributeValue>> items) {
    var wanted = given(partition.equals("month") ? ":month" : ":shard");
    var comparator = isForward() ? inOrder() : inOrder().reversed();
    return items.stream()
        .filter(item -> item.containsKey(order) && wanted.equals(item.get(partition)))
        .filter(this::isWithinBounds)
        .map(this::key)
        .sorted(comparator)
        .filter(
            key ->
                !request.hasExclusiveStartKey()
                    || comparator.compare(key, request.exclusiveStartKey()) > 0)
        .toList();
  }

  private boolean isForward() {
    return !Boolean.FALSE.equals(request.scanIndexForward());
  }

  private boolean isWithinBounds(Map<String, AttributeValue> item) {
    return bounds.isEmpty()
        || (compare(of(item, order), given(bounds.getFirst())) >= 0
            && compare(of(item, order), given(bounds.getLast())) <= 0);
  }

  private AttributeValue given(String placeholder) {
    return of(request.expressionAttributeValues(), placeholder);
  }

  private static AttributeValue of(Map<String, AttributeValue> values, String name) {
    return Condition.present(values.get(name), name);
  }

  private Comparator<Map<String, AttributeValue>> inOrder() {
    return Comparator.<Map<String, AttributeValue>, AttributeValue>comparing(
            key -> of(key, order), ModelIndex::compare)
        .thenComparing(key -> of(key, "pk").s());
  }

  private static int compare(AttributeValue one, AttributeValue other) {
    return one.type() == AttributeValue.Type.N
        ? new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()))
        : one.s().compareTo(other.s());
  }

  private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    var key = new HashMap<>(item);
    key.keySet().retainAll(List.of("pk", partition, order));
    return Map.copyOf(key);
  }
}
