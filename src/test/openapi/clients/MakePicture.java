import dev.darkroom.client.ApiClient;
import dev.darkroom.client.ApiException;
import dev.darkroom.client.api.GenerationsApi;
import dev.darkroom.client.api.GenerationsApi.APIGetGenerationRequest;
import dev.darkroom.client.api.GenerationsApi.APISubmitGenerationRequest;
import dev.darkroom.client.api.ModelsApi;
import dev.darkroom.client.model.Generation;
import dev.darkroom.client.model.GenerationEvent;
import dev.darkroom.client.model.Problem;
import dev.darkroom.client.model.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Set;

/** Makes a picture with the client that openapi-generator (java, native) makes. */
final class MakePicture {
  private static final Set<Status> UNDER_WAY = Set.of(Status.SUBMITTING, Status.PROCESSING);

  private final ApiClient client = new ApiClient();
  private final GenerationsApi generations;

  private MakePicture(String base) {
    client.updateBaseUri(base);
    generations = new GenerationsApi(client);
  }

  public static void main(String[] base) throws Exception {
    new MakePicture(base[0]).run();
  }

  private void run() throws Exception {
    var event =
        new GenerationEvent()
            .model("seedream-5.0-lite")
            .prompt("[java-native] a red fox")
            .provider("evolink")
            .onLoss(GenerationEvent.OnLossEnum.ADAPT)
            .seed(Long.MAX_VALUE);
    var request =
        APISubmitGenerationRequest.newBuilder()
            .generationEvent(event)
            .idempotencyKey("java-native")
            .build();
    var answer = generations.submitGenerationWithHttpInfo(request);
    var again = generations.submitGenerationWithHttpInfo(request);
    var record = ended(answer.getData().getTaskId());
    var image = record.getImages().getFirst();
    var seen = new LinkedHashMap<String, Object>();
    seen.put("status", record.getStatus().getValue());
    seen.put("contentType", image.getContentType().getValue());
    seen.put("createdAt", record.getCreatedAt().toInstant().toString());
    seen.put("isWhole", image.getSha256().equals(hash(image.getUrl())));
    seen.put("location", answer.getHeaders().get("location").getFirst());
    seen.put("replayed", again.getHeaders().get("idempotency-replayed").getFirst());
    seen.put("problem", refused().getCode());
    seen.put("models", new ModelsApi(client).listModels().getModels().size());
    seen.put("seed", record.getAdjustments().getFirst().getRequested());
    System.out.println(client.getObjectMapper().writeValueAsString(seen));
  }

  private Generation ended(String id) throws Exception {
    for (int left = 6; left > 0; left--) {
      var request = APIGetGenerationRequest.newBuilder().id(id).waitSeconds(10).build();
      var record = generations.getGeneration(request).getGeneration();
      if (!UNDER_WAY.contains(record.getStatus())) {
        return record;
      }
    }
    throw new IllegalStateException("it takes too long");
  }

  private Problem refused() throws Exception {
    var event = new GenerationEvent().model("nobody").prompt("a fox");
    try {
      generations.submitGeneration(
          APISubmitGenerationRequest.newBuilder().generationEvent(event).build());
    } catch (ApiException refusal) {
      return client.getObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
    }
    throw new IllegalStateException("an unknown model was taken");
  }

  private static String hash(URI link) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var bytes =
          http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray()).body();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
  }
}
