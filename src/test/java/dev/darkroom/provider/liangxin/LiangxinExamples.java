package dev.darkroom.provider.liangxin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The examples of LiangXin's documents, and pictures that ask for all that a row offers. */
final class LiangxinExamples {
  static final URI CALLBACK = URI.create("https://your-domain.com/api/callback");
  static final List<URI> FOX = List.of(URI.create("https://example.com/fox.png"));

  private LiangxinExamples() {}

  /** Seed 001. */
  static ImageRequest textToImage() {
    return request(
        "seedream-v4-5",
        ImageSpec.of(
            "A cinematic product photo of a premium tea bottle on a stone table, natural morning"
                + " light"));
  }

  static ImageRequest request(String model, ImageSpec picture) {
    return new ImageRequest(model, picture, Optional.empty());
  }

  /** Asks for whatever the row offers: the last of every list, so that no default is met. */
  static ImageSpec everything(Capability row) {
    return ImageSpec.builder("a fox in snow")
        .images(row.operations().contains(Operation.EDIT) ? FOX : List.of())
        .dimensions(dimensions(row))
        .count(row.limits().maxCount())
        .seed(row.features().seeds().map(range -> 7L))
        .outputFormat(
            row.features().formats().stream().filter(OutputFormat.PNG::equals).findFirst())
        .safetyChecker(Optional.of(true).filter(on -> row.features().safetyChecker()))
        .webSearch(Optional.of(true).filter(on -> row.features().webSearch()))
        .promptOptimization(
            Optional.of("standard").filter(mode -> row.features().promptOptimization()))
        .build();
  }

  private static Dimensions dimensions(Capability row) {
    return row.shapes().ratios().isEmpty()
        ? new Dimensions.Unspecified()
        : new Dimensions.Ratio(
            row.shapes().ratios().getLast(),
            row.shapes().resolutions().stream().reduce((one, next) -> next));
  }

  static Dimensions ratio(String ratio) {
    return new Dimensions.Ratio(new AspectRatio(ratio), Optional.empty());
  }

  /** What was made ready to be sent. */
  static JsonNode sent(RequestBody outgoing) {
    return tree(((Ready) outgoing).json());
  }

  static JsonNode tree(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException("no JSON", mistake);
    }
  }

  static byte[] bytes(String file) {
    try (var stream =
        LiangxinExamples.class.getResourceAsStream("/fixtures/liangxin/" + file + ".json")) {
      if (stream == null) {
        throw new IllegalArgumentException("no fixture " + file);
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static JsonNode fixture(String file) {
    return tree(new String(bytes(file), StandardCharsets.UTF_8));
  }
}
