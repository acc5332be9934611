package dev.darkroom.provider.fal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.task.ImageSpec;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The examples of fal.ai's pages, as requests of ours, and its recorded answers. */
final class FalExamples {
  static final String V5 = "bytedance/seedream/v5/lite/text-to-image";
  static final String V5_EDIT = "bytedance/seedream/v5/lite/edit";
  static final String V45 = "fal-ai/bytedance/seedream/v4.5/text-to-image";
  static final String V45_EDIT = "fal-ai/bytedance/seedream/v4.5/edit";

  static final String REQUEST = "764cabcf-b745-4b3e-ae38-1200304cf45b";

  private static final String INPUTS =
      "https://storage.googleapis.com/falserverless/example_inputs/seedreamv45/seedream_v45_edit_input_";

  private FalExamples() {}

  static ImageRequest textToImage() {
    return request(
        V5,
        ImageSpec.of(
            "Realistic DSLR photograph of anthropomorphic Penkingese dog enjoying a bowl of ramen"
                + " on the Great Wall of China with the words \"Seedream 5.0 Lite available on"
                + " fal\" visible at the top."));
  }

  static ImageRequest edit() {
    return request(
        V45_EDIT,
        ImageSpec.of(
                "Replace the product in Figure 1 with that in Figure 2. For the title copy the text"
                    + " in Figure 3 to the top of the screen, the title should have a clear"
                    + " contrast with the background but not be overly eye-catching.")
            .withImages(
                List.of(
                    URI.create(INPUTS + "1.png"),
                    URI.create(INPUTS + "2.png"),
                    URI.create(INPUTS + "3.png"))));
  }

  static ImageRequest request(String model, ImageSpec picture) {
    return new ImageRequest(model, picture, Optional.empty());
  }

  static String file(String name) {
    var path = "/fixtures/fal/" + name;
    try (var stream = FalExamples.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(path, unreadable);
    }
  }

  /** Without the white space. */
  static String compact(String name) {
    try {
      return new JsonMapper().readTree(file(name)).toString();
    } catch (IOException notJson) {
      throw new AssertionError(name, notJson);
    }
  }
}
