package dev.darkroom.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.GenerationAnswer.ImageAnswer;
import dev.darkroom.answer.GenerationAnswer.MissingAnswer;
import dev.darkroom.answer.SubmitAnswer.AdjustmentAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A generation as OpenAI's clients read one, with what Darkroom knows beside.
 *
 * @param created in seconds since 1970
 * @param data the images; empty: the generation is not over
 * @param outputFormat of all images; absent: they differ, or are no picture
 * @param size of all images, {@code 1024x1024}; absent: they differ
 * @param missing images that the provider made and that could not be kept; mostly absent
 */
@RegisterForReflection
public record ImagesAnswer(
    long created,
    List<ImageDataAnswer> data,
    @JsonProperty("output_format") Optional<String> outputFormat,
    Optional<String> size,
    String id,
    String status,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AdjustmentAnswer> adjustments,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MissingAnswer> missing) {

  /** One image: a link, or its bytes as base 64. */
  @RegisterForReflection
  public record ImageDataAnswer(
      Optional<URI> url, @JsonProperty("b64_json") Optional<String> base64) {}

  /** With a link to each image. */
  public static ImagesAnswer linked(GenerationAnswer generation) {
    return of(
        generation,
        generation.images().stream()
            .map(image -> new ImageDataAnswer(image.url(), Optional.empty()))
            .toList());
  }

  /**
   * With the images in it.
   *
   * @param base64 the images, in their order
   */
  public static ImagesAnswer inline(GenerationAnswer generation, List<String> base64) {
    return of(
        generation,
        base64.stream()
            .map(image -> new ImageDataAnswer(Optional.empty(), Optional.of(image)))
            .toList());
  }

  private static ImagesAnswer of(GenerationAnswer generation, List<ImageDataAnswer> data) {
    return new ImagesAnswer(
        generation.createdAt().getEpochSecond(),
        data,
        common(generation, image -> image.contentType())
            .filter(type -> type.startsWith("image/"))
            .map(type -> type.substring("image/".length())),
        common(generation, image -> image.width() + "x" + image.height()),
        generation.submit().id(),
        generation.submit().status(),
        generation.submit().adjustments(),
        generation.missing());
  }

  private static Optional<String> common(
      GenerationAnswer generation, Function<ImageAnswer, String> of) {
    var values = generation.images().stream().map(of).distinct().toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }
}
