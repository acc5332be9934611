package dev.darkroom.conformance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines are found in every shape in which CloudWatch gives them back. */
class LineSourceTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> LINES =
      TestingLog.of("submission accepted acme m0/1/claimed", "callback queued acme -").lines();

  @Test
  void asWritten() {
    assertFound(String.join("\n", LINES));
  }

  @Test
  void asAwsLogsTailWritesThemWithTimeAndStreamBefore() {
    assertFound(
        LINES.stream()
            .map(line -> "2026-11-25T09:12:03.456000+00:00 2026/11/25/[$LATEST]8f50 " + line)
            .collect(joining("\n")));
  }

  @Test
  void asFilterLogEventsAnswers() {
    var answer = MAPPER.createObjectNode();
    var events = answer.putArray("events");
    events.addObject().put("logStreamName", "a").put("message", "START RequestId: 8f50\n");
    for (var line : LINES) {
      events
          .addObject()
          .put("logStreamName", "2026/11/25/[$LATEST]8f50")
          .put("timestamp", 1795597923456L)
          .put("message", line + "\n")
          .put("eventId", "3822");
    }
    answer.putArray("searchedLogStreams");

    assertFound(answer.toString());
    assertFound(answer.toPrettyString());
  }

  @Test
  void asLogsInsightsAnswersWithTheWholeMessage() {
    var rows = MAPPER.createObjectNode().putArray("results");
    LINES.forEach(line -> cells(rows.addArray(), "@timestamp", "2026-11-25", "@message", line));

    assertFound(MAPPER.createObjectNode().set("results", rows).toPrettyString());
  }

  @Test
  void asLogsInsightsAnswersWithSingleFields() throws Exception {
    var rows = MAPPER.createArrayNode();
    for (var line : LINES) {
      var row = rows.addArray();
      var fields = (ObjectNode) MAPPER.readTree(line);
      fields.fieldNames().forEachRemaining(name -> cells(row, name, fields.path(name).asText()));
    }

    assertFound(MAPPER.createObjectNode().set("results", rows).toPrettyString());
  }

  @Test
  void asTheConsoleExportsThemToCsvAndToJson() throws Exception {
    var csv =
        LINES.stream()
            .map(line -> "2026-11-25 09:12:03.456,\"" + line.replace("\"", "\"\"") + "\"")
            .collect(joining("\n"));
    var json = MAPPER.createArrayNode();
    for (var line : LINES) {
      json.addObject().put("@timestamp", "2026-11-25").set("@message", MAPPER.readTree(line));
    }

    assertFound("@timestamp,@message\n" + csv);
    assertFound(json.toPrettyString());
  }

  @Test
  void asASubscriptionSendsThem() {
    var data = MAPPER.createObjectNode().put("messageType", "DATA_MESSAGE");
    var events = data.putArray("logEvents");
    LINES.forEach(line -> events.addObject().put("id", "3822").put("message", line));

    assertFound(data.toString());
  }

  @Test
  void amongLinesOfOthersAndAfterADocumentThatNeverEnds() {
    var text =
        "{ \"never\": [ \"ended\",\n"
            + LINES.getFirst()
            + "\nREPORT RequestId: 8f50\tDuration: 12 ms\n{\"message\":\"odd \\\" {[\"}\n"
            + LINES.getLast();

    assertFound(text);
  }

  @Test
  void aLineOfAnotherLoggerIsNone() {
    var other = LINES.getFirst().replace("dev.darkroom.step", "com.example.step");

    assertThat(found(other)).isEmpty();
  }

  private static void cells(ArrayNode row, String... namesAndValues) {
    for (int at = 0; at < namesAndValues.length; at += 2) {
      row.addObject().put("field", namesAndValues[at]).put("value", namesAndValues[at + 1]);
    }
  }

  private static void assertFound(String text) {
    assertThat(found(text))
        .extracting(LogLine::step, LogLine::outcome, line -> line.task().orElse(""))
        .containsExactly(
            tuple("submission", "accepted", TestingLog.TASK),
            tuple("callback", "queued", TestingLog.TASK));
    assertThat(found(text).getFirst().record()).hasValue("m0/1/claimed");
  }

  private static List<LogLine> found(String text) {
    var found = new ArrayList<LogLine>();
    var source = new LineSource(found::add);
    text.lines().forEach(source::read);
    source.end();
    return found;
  }
}
