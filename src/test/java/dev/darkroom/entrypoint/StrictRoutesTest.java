package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.Events.GOOD;
import static dev.darkroom.entrypoint.OpenApiRoutesTest.assertDocumented;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a route does not know is named, and nothing is done. */
class StrictRoutesTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.on(new InMemoryTaskStore(), acme);
  private final Doors doors = new Doors(chain);

  @ParameterizedTest
  @EnumSource(names = {"CANCEL", "RESOLUTION"})
  void aDecisionThatIsTooLargeChangesNothing(HttpRoute route) {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));
    doors.submit(Events.submit(GOOD));
    var before = stored();

    var answer = doors.control(decision(route, " ".repeat(8193) + "{}"));

    assertDocumented(route, 413, answer);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aListNamesTheParametersThatItDoesNotKnow() {
    var event = asked(Events.http("GET", "/v1/generations", ""), "status", "open", "next", "x");

    var answer = doors.query(event);

    assertDocumented(HttpRoute.GENERATIONS, 400, answer);
    assertThat(problem(answer).at("/errors/0/path").asText()).isEqualTo("next");
    assertThat(problem(answer).path("detail").asText())
        .contains("known are after, limit, metadata.<key>, model, provider, since, status, until");
  }

  @Test
  void aMisspeltParameterNamesTheNearest() {
    var list = doors.query(asked(Events.http("GET", "/v1/generations", ""), "stauts", "open"));
    var one = doors.query(asked(Events.http("GET", "/v1/generations/order-1", ""), "wiat", "5"));

    assertDocumented(HttpRoute.GENERATIONS, 400, list);
    assertDocumented(HttpRoute.GENERATION, 400, one);
    assertThat(problem(list).at("/errors/0/message").asText()).endsWith("; did you mean status?");
    assertThat(problem(one).at("/errors/0/message").asText()).endsWith("; did you mean wait?");
    assertThat(problem(one).path("detail").asText()).endsWith("; did you mean wait?");
  }

  @Test
  void aListNamesTheParametersThatHaveSeveralValues() {
    var event =
        asked(
            Events.http("GET", "/v1/generations", ""),
            "status",
            "failed,succeeded",
            "metadata.a",
            "x,y");
    event.put("rawQueryString", "status=failed&metadata.a=x%2Cy&Status=succeeded");

    var answer = doors.query(event);

    assertDocumented(HttpRoute.GENERATIONS, 400, answer);
    assertThat(problem(answer).path("errors")).hasSize(1);
    assertThat(problem(answer).path("detail").asText())
        .isEqualTo("status: has several values: give one.");
  }

  @Test
  void theNameOfMetadataIsTakenAsItIsWritten() {
    doors.submit(Events.submit(GOOD.replace("}", ",\"metadata\":{\"Shop\":\"x\"}}")));
    var list = Events.http("GET", "/v1/generations", "");

    assertThat(doors.query(asked(list, "METADATA.Shop", "x")).path("body").asText())
        .contains("order-1");
    assertThat(doors.query(asked(list, "metadata.shop", "x")).path("body").asText())
        .doesNotContain("order-1");
  }

  @Test
  void aParameterInPlaceOfAFieldSpendsNothing() {
    var answer = doors.submit(asked(Events.submit(GOOD), "dryRun", "true"));

    assertDocumented(HttpRoute.SUBMIT, 400, answer);
    assertThat(problem(answer).path("detail").asText()).contains("dryrun", "has none");
    assertThat(acme.submitCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCEL", "RESOLUTION"})
  void aParameterInPlaceOfABodyDecidesNothing(HttpRoute route) {
    acme.willAnswer(new SubmitResult.InDoubt("timed out"));
    doors.submit(Events.submit(GOOD));
    var before = stored();

    var answer = doors.control(asked(decision(route, ""), "late", "drop"));

    assertDocumented(route, 400, answer);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void aCallbackIsNotLostToAParameterThatItsProviderAdds() {
    doors.submit(Events.submit(GOOD));
    var token = TestingCallback.token(Examples.ACME, TASK);
    var event = Events.http("POST", "/v1/callbacks/acme/" + token, "t-1");

    var answer = doors.callback(asked(event, "source", "acme"));

    assertDocumented(HttpRoute.CALLBACK, 202, answer);
    assertThat(chain.queue().checks()).isNotEmpty();
  }

  @Test
  void theNameOfAParameterIsShownInItsFirstCharactersOnly() {
    var event = asked(Events.http("GET", "/v1/generations", ""), "x".repeat(8000), "1");

    var answer = doors.query(event);

    assertThat(problem(answer).at("/errors/0/path").asText()).hasSize(100);
  }

  private Task stored() {
    return chain.store().find(TASK).orElseThrow();
  }

  private static ObjectNode decision(HttpRoute route, String body) {
    return Events.http("POST", route.path().replace("{id}", "order-1"), body);
  }

  private static ObjectNode asked(ObjectNode event, String... pairs) {
    var query = event.putObject("queryStringParameters");
    for (int at = 0; at < pairs.length; at += 2) {
      query.put(pairs[at], pairs[at + 1]);
    }
    return event;
  }

  private static JsonNode problem(JsonNode answer) {
    return Events.tree(answer.path("body").asText());
  }
}
