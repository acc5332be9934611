package dev.darkroom.nativetest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * One task of {@link EvolinkServer} with answers of its own, each list from its first to its last.
 */
final class OddTask {
  private static final int BEFORE_THE_USUAL = 1;
  private static final String CREATE = "/v1/images/generations";

  private final EvolinkServer evolink;
  private final String name;

  private OddTask(EvolinkServer evolink, String name) {
    this.evolink = evolink;
    this.name = name;
  }

  /** The task of whoever has this word in the prompt. */
  static OddTask named(EvolinkServer evolink, String name) {
    return new OddTask(evolink, name);
  }

  /** The task's id over there. */
  String id() {
    return "task-" + name;
  }

  /** Its paid call is taken and answered. */
  OddTask accepted() {
    return created(okJson("{\"id\":\"" + id() + "\",\"status\":\"pending\"}"));
  }

  /** Its paid call may have been taken: nobody can tell from the answer. */
  OddTask inDoubt() {
    return created(aResponse().withStatus(500));
  }

  private OddTask created(ResponseDefinitionBuilder answer) {
    server()
        .stubFor(
            post(urlEqualTo(CREATE))
                .atPriority(BEFORE_THE_USUAL)
                .withRequestBody(containing(name))
                .willReturn(answer));
    return this;
  }

  /** What a look at the task is answered, look by look; the last answer stays. */
  OddTask looks(ResponseDefinitionBuilder... answers) {
    return inTurn("/v1/tasks/" + id(), answers);
  }

  /** What a fetch of its picture is answered, fetch by fetch; the last answer stays. */
  OddTask fetches(ResponseDefinitionBuilder... answers) {
    return inTurn(path(), answers);
  }

  private OddTask inTurn(String path, ResponseDefinitionBuilder... answers) {
    for (int turn = 0; turn < answers.length; turn++) {
      var stub =
          get(urlPathEqualTo(path))
              .atPriority(BEFORE_THE_USUAL)
              .inScenario(path)
              .whenScenarioStateIs(state(turn))
              .willReturn(answers[turn]);
      server().stubFor(turn == answers.length - 1 ? stub : stub.willSetStateTo(state(turn + 1)));
    }
    return this;
  }

  private static String state(int turn) {
    return turn == 0 ? Scenario.STARTED : "turn " + turn;
  }

  /** The task is done, with these results. */
  ResponseDefinitionBuilder done(String... results) {
    var links = new ArrayList<String>();
    List.of(results).forEach(link -> links.add("\"" + link + "\""));
    return okJson(
        "{\"id\":\"%s\",\"status\":\"completed\",\"results\":[%s]}"
            .formatted(id(), String.join(",", links)));
  }

  /** The link of the picture whose answers {@link #fetches} sets. */
  String link() {
    return evolink.origin() + path();
  }

  private String path() {
    return "/pictures/" + name + ".png";
  }

  /** How often it was paid for. */
  int paid() {
    return server()
        .findAll(postRequestedFor(urlEqualTo(CREATE)).withRequestBody(containing(name)))
        .size();
  }

  private WireMockServer server() {
    return evolink.server();
  }
}
