package dev.darkroom.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.darkroom.secret.Secrets;
import dev.darkroom.secret.TestingSecrets;
import dev.darkroom.task.ProviderTaskRef;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider behind a scripted server, and the calls that its contract makes. */
abstract class ProviderFixture {
  static final URI CALLBACK = URI.create("https://darkroom.example/v1/callbacks/x/token");
  protected static final IdempotencyKey KEY = new IdempotencyKey("task-0123456789-mwoxfuo0");
  static final String PARAMETER = "/darkroom/key";

  final String name;
  protected final ProviderServer server;

  protected ProviderFixture(String name) {
    this.name = name;
    this.server = ProviderServer.started(name);
  }

  /** The provider, made from these properties of the configuration. */
  protected abstract ImageProvider provider(Map<String, String> properties, Secrets secrets);

  protected abstract ImageRequest request();

  protected abstract MappingBuilder submitCall();

  protected abstract MappingBuilder checkCall(String id);

  /** How the key travels. */
  protected String scheme() {
    return "Bearer";
  }

  /** The id that the recorded answers name. */
  protected abstract String taskId();

  /** The recorded body of a callback, where it is another than a check answers. */
  protected String callbackFile() {
    return "succeeded.json";
  }

  /** The id that a callback names, where it says less than the paid call did. */
  protected String idInCallback() {
    return taskId();
  }

  /** How the provider says that it knows no such task. */
  protected abstract ResponseDefinitionBuilder unknownTask();

  @BeforeEach
  void nothingIsStubbed() {
    server.resetAll();
  }

  @AfterEach
  void serverIsStopped() {
    server.stop();
  }

  /** Whether the provider's error inside a success has a code: words alone decide nothing. */
  protected boolean hasCodesInSuccesses() {
    return true;
  }

  protected final ImageProvider provider() {
    return provider(Map.of());
  }

  protected final ImageProvider provider(Map<String, String> differences) {
    return provider(differences, new TestingSecrets());
  }

  protected final SubmitResult submit(ImageProvider provider) {
    return provider.submit(
        request(), provider.callsBack() ? Optional.of(CALLBACK) : Optional.empty(), KEY);
  }

  protected final CheckResult check(ImageProvider provider) {
    return provider.check(new ProviderTaskRef(provider.id(), taskId()));
  }

  /** How many requests arrived. */
  protected final int calls() {
    return server.getAllServeEvents().size();
  }

  protected final void submitAnswers(ResponseDefinitionBuilder answer) {
    server.stubFor(submitCall().willReturn(answer));
  }

  void keyIsGood(MappingBuilder call, String key, ResponseDefinitionBuilder answer) {
    server.stubFor(submitCall().atPriority(9).willReturn(server.answer(401, "key-rejected.json")));
    server.stubFor(
        checkCall(taskId()).atPriority(9).willReturn(server.answer(401, "key-rejected.json")));
    server.stubFor(
        call.atPriority(1)
            .withHeader("Authorization", equalTo(scheme() + " " + key))
            .willReturn(answer));
  }

  ImageProvider withParameter(String... keys) {
    return provider(
        Map.of("api-key", "", "api-key-parameter", PARAMETER), new TestingSecrets(keys));
  }

  ImageProvider provider(Map<String, String> differences, TestingSecrets secrets) {
    var own = new HashMap<String, String>();
    own.put("base-url", "http://localhost:" + server.port());
    own.put("api-key", "plain-key");
    own.put("answer-timeout", "PT5S");
    own.put("read-pause", "PT0.001S");
    own.putAll(differences);
    var properties = new HashMap<String, String>();
    own.forEach((key, value) -> properties.put("darkroom.provider." + name + "." + key, value));
    return provider(properties, (Secrets) secrets);
  }
}
