package dev.darkroom.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.soak.TimedQueue.Redrive;
import dev.darkroom.testing.DynamoDbLocalServer;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table of a run answers as DynamoDB Local does. */
class TableCallsTest {
  private static final String TABLE = "table";
  private static final String CHANGE = "SET #version = :next, nextCheckAt = :at REMOVE note";
  private static final String CLOSE = "SET #version = :next REMOVE openShard";

  @Test
  void theTableOfARunAnswersAsDynamoDbLocalDoes() {
    var queue = new TimedQueue(new ManualClock(), Duration.ZERO, Redrive.NEVER, 0, 1);
    try (var local = DynamoDbLocalServer.start();
        var cloud =
            CloudServer.start(
                new TableCalls(_ -> TableFault.NONE),
                new QueueCalls(queue, queue),
                new OutcomeBus(new ManualClock(), 1),
                new TokenBook(1));
        var theirs = local.client();
        var ours = client(cloud)) {
      local.createTable(TABLE);

      assertThat(story(ours)).isEqualTo(story(theirs)).contains("lost {}");
    }
  }

  /** The same random calls on any client, and what they were answered. */
  private static List<String> story(DynamoDbClient client) {
    var random = new Random(7);
    var story = new ArrayList<String>();
    for (int i = 0; i < 150; i++) {
      var key = Map.of("pk", text("key-" + random.nextInt(12)));
      switch (random.nextInt(7)) {
        case 0 -> story.add(attempt(() -> put(client, key, random)));
        case 1 -> story.add(attempt(() -> update(client, key, random, CHANGE)));
        case 2 -> story.add(attempt(() -> update(client, key, random, CLOSE)));
        case 3 -> story.add(sorted(client.getItem(get -> get.tableName(TABLE).key(key)).item()));
        case 4 -> story.addAll(due(client, random));
        case 5 -> story.add(attempt(() -> transaction(client, key, random)));
        default -> story.addAll(batch(client));
      }
    }
    return story;
  }

  private static String attempt(Runnable write) {
    try {
      write.run();
      return "written";
    } catch (ConditionalCheckFailedException lost) {
      return "lost " + sorted(lost.item());
    } catch (TransactionCanceledException cancelled) {
      return cancelled.cancellationReasons().stream()
          .map(reason -> reason.code() + " " + sorted(reason.item()))
          .toList()
          .toString();
    }
  }

  private static void put(DynamoDbClient client, Map<String, AttributeValue> key, Random random) {
    var item = new HashMap<>(key);
    item.put("openShard", text("shard"));
    item.put("nextCheckAt", number(random.nextInt(50)));
    item.put("version", number(1));
    item.put("note", AttributeValue.fromM(Map.of("is", AttributeValue.fromBool(true))));
    item.put("list", AttributeValue.fromL(List.of(text("one"), number(2))));
    client.putItem(
        put ->
            put.tableName(TABLE)
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR #version = :before")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(Map.of(":before", number(3)))
                .returnValuesOnConditionCheckFailure(shown(random)));
  }

  private static void update(
      DynamoDbClient client, Map<String, AttributeValue> key, Random random, String expression) {
    var values = new HashMap<String, AttributeValue>();
    int version = 1 + random.nextInt(3);
    values.put(":version", number(version));
    values.put(":next", number(version + 1L));
    if (expression.equals(CHANGE)) {
      values.put(":at", number(random.nextInt(50)));
    }
    client.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(key)
                .updateExpression(expression)
                .conditionExpression("#version = :version")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(shown(random)));
  }

  /** An item, and the owner of another. */
  private static void transaction(
      DynamoDbClient client, Map<String, AttributeValue> key, Random random) {
    int version = 1 + random.nextInt(3);
    var owner = Map.of("pk", text("owner-" + random.nextInt(4)));
    var change =
        TransactWriteItem.builder()
            .update(
                update ->
                    update
                        .tableName(TABLE)
                        .key(key)
                        .updateExpression("SET #version = :next")
                        .conditionExpression("#version = :version")
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .expressionAttributeValues(
                            Map.of(":version", number(version), ":next", number(version + 1L)))
                        .returnValuesOnConditionCheckFailure(shown(random)))
            .build();
    var record =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(TABLE)
                        .item(owner)
                        .conditionExpression("attribute_not_exists(pk)"))
            .build();
    client.transactWriteItems(all -> all.transactItems(change, record));
  }

  /** Entries with the same next check have no order of their own. */
  private static List<String> due(DynamoDbClient client, Random random) {
    int limit = 1 + random.nextInt(4);
    var until = number(10 + random.nextInt(40));
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(TABLE)
                    .indexName("open")
                    .limit(limit)
                    .keyConditionExpression(
                        "openShard = :shard AND nextCheckAt BETWEEN :from AND :until")
                    .expressionAttributeValues(
                        Map.of(":shard", text("shard"), ":from", number(3), ":until", until)))
        .items()
        .stream()
        .map(TableCallsTest::sorted)
        .sorted()
        .toList();
  }

  private static List<String> batch(DynamoDbClient client) {
    var keys = IntStream.range(0, 12).mapToObj(i -> Map.of("pk", text("key-" + i))).toList();
    var wanted = Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build());
    return client
        .batchGetItem(get -> get.requestItems(wanted))
        .responses()
        .getOrDefault(TABLE, List.of())
        .stream()
        .map(TableCallsTest::sorted)
        .sorted()
        .toList();
  }

  private static ReturnValuesOnConditionCheckFailure shown(Random random) {
    return random.nextBoolean()
        ? ReturnValuesOnConditionCheckFailure.ALL_OLD
        : ReturnValuesOnConditionCheckFailure.NONE;
  }

  private static String sorted(Map<String, AttributeValue> item) {
    return new TreeMap<>(item).toString();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static DynamoDbClient client(CloudServer cloud) {
    return DynamoDbClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
