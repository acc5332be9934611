package dev.darkroom.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.IntakeResult.Understood;
import dev.darkroom.intake.TestingIntake;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.openai.ImagesRequest;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.routing.RoutingResult.Routes;
import dev.darkroom.schema.Documents;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.testing.FakeProvider;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The events that the published documents show can be made by the providers that ship. */
@QuarkusTest
class DocumentedRoutesTest {
  private static final String EVENT = "#/components/schemas/GenerationEvent";
  private static final String OF_OPENAI = "#/components/schemas/OpenAiImagesRequest";

  @Inject Providers shipped;

  @Test
  void everyEventInTheSchemaIsRouted() {
    assertRouted(new Documents().event().path("examples").valueStream().toList());
  }

  @Test
  void everyEventInTheOpenApiDocumentIsRouted() {
    assertRouted(bodies(EVENT).toList());
  }

  @Test
  void everyRequestOfOpenAiInTheDocumentIsRouted() {
    assertRouted(
        bodies(OF_OPENAI)
            .map(body -> ImagesRequest.of((ObjectNode) body))
            .peek(request -> assertThat(request.faults()).isEmpty())
            .<JsonNode>map(ImagesRequest::event)
            .toList());
  }

  private void assertRouted(List<JsonNode> events) {
    assertThat(events).hasSizeGreaterThan(1);
    events.forEach(this::assertRouted);
  }

  /** The first provider is one that the event has options for, where it has some. */
  private void assertRouted(JsonNode event) {
    var request = understood(event);

    var result =
        router()
            .route(
                request,
                TestingRouter.references(new TestingReferenceStore())
                    .inspect(request.spec().images()));

    assertThat(result).as(event.toString()).isInstanceOf(Routes.class);
    var options = request.preference().providerOptions().keySet();
    var first = ((Routes) result).routes().getFirst().provider().id();
    assertThat(options.isEmpty() || options.contains(first)).as(event.toString()).isTrue();
  }

  private static GenerationRequest understood(JsonNode event) {
    var read =
        TestingIntake.of(TestingNotify.signing(), Clock.systemUTC())
            .read(Event.plain(event.toString().getBytes(UTF_8)));
    assertThat(read).as(event.toString()).isInstanceOf(Understood.class);
    return ((Understood) read).request();
  }

  /** The offers of all that ship, each of them switched on. */
  private Router router() {
    var on =
        shipped.all().stream()
            .map(
                one ->
                    new FakeProvider(one.id()).can(one.capabilities().toArray(Capability[]::new)))
            .toArray(ImageProvider[]::new);
    return TestingRouter.of(Providers.of(on), List.of());
  }

  private static Stream<JsonNode> bodies(String schema) {
    return new Documents()
        .openApi()
        .path("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .flatMap(operation -> operation.at("/requestBody/content").valueStream())
        .filter(content -> content.at("/schema/$ref").asText().equals(schema))
        .flatMap(content -> content.path("examples").valueStream())
        .map(example -> example.path("value"));
  }
}
