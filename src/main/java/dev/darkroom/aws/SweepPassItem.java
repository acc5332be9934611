package dev.darkroom.aws;

import dev.darkroom.task.DueWindow;
import dev.darkroom.task.SweepPass;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The progress of the sweep: one item beside the tasks. */
record SweepPassItem(DynamoDbClient client, String table) {
  static final String KEY = "sweep#pass";

  private static final Logger LOG = Logger.getLogger(SweepPassItem.class);

  /** An operator may delete it at any time: the sweep then starts over. */
  private static final String IS_BEFORE =
      "attribute_not_exists(" + TaskItem.KEY + ") OR #version = :before";

  private static final String WRITE = "write";

  Optional<SweepPass> read() {
    var answer =
        client.getItem(
            get ->
                get.tableName(table)
                    .key(Map.of(TaskItem.KEY, AttributeValue.fromS(KEY)))
                    .consistentRead(true));
    return answer.item().isEmpty() ? Optional.empty() : Optional.of(readOrOver(answer.item()));
  }

  /**
   * The pass, or a finished one of long ago where it cannot be read: how far the sweep has come is
   * a hint. Without it, the sweep starts over; if it threw, nothing would be swept any more.
   */
  private static SweepPass readOrOver(Map<String, AttributeValue> values) {
    try {
      return read(values);
    } catch (RuntimeException unreadable) {
      LOG.warnf(
          "how far the sweep has come cannot be read, and it starts over: %s",
          unreadable.getClass().getSimpleName());
      return new SweepPass(
          new ItemReader(values).optionalNumber(TaskItem.VERSION).orElse(0L),
          Instant.EPOCH,
          DueWindow.upTo(Instant.EPOCH),
          Optional.empty(),
          /* isDone= */ true,
          Optional.empty());
    }
  }

  /**
   * Whether the item is written. A write without an answer recognizes itself when it is repeated.
   */
  boolean replace(SweepPass next) {
    var mark = TaskWrites.mark();
    try {
      client.putItem(
          put ->
              put.tableName(table)
                  .item(write(next, mark))
                  .conditionExpression(IS_BEFORE)
                  .expressionAttributeNames(Map.of("#version", TaskItem.VERSION))
                  .expressionAttributeValues(
                      new ItemWriter().number(":before", next.version() - 1).asMap())
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException lost) {
      return AttributeValue.fromS(mark).equals(lost.item().get(WRITE));
    }
  }

  private static Map<String, AttributeValue> write(SweepPass pass, String mark) {
    return new ItemWriter()
        .text(TaskItem.KEY, KEY)
        .number(Schema.ATTRIBUTE, Schema.FIRST)
        .number(TaskItem.VERSION, pass.version())
        .text(WRITE, mark)
        .text("startedOver", pass.startedOver().toString())
        .moment("from", pass.window().from())
        .moment("until", pass.window().until())
        .text("after", pass.after())
        .flag("done", pass.isDone())
        .text("oldest", pass.oldest())
        .asMap();
  }

  private static SweepPass read(Map<String, AttributeValue> values) {
    var item = new ItemReader(values);
    Schema.check(item, Schema.FIRST);
    return new SweepPass(
        item.number(TaskItem.VERSION),
        Instant.parse(item.text("startedOver")),
        new DueWindow(item.moment("from"), item.moment("until")),
        item.optionalText("after"),
        item.flag("done"),
        item.optionalText("oldest").map(Instant::parse));
  }
}
