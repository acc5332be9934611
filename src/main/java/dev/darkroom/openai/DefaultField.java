package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;

/**
 * A field of OpenAI's that Darkroom leaves to the provider. Its defaults are accepted. Any other
 * value would be changed silently, and is refused.
 *
 * <p>From OpenAI's API reference, create image and create image edit, read 2026-11.
 *
 * @param accepted values that mean the provider's default; {@code null} always does
 * @param remedy what to do instead
 */
record DefaultField(String name, Set<JsonNode> accepted, String remedy) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode AUTO = NODES.textNode("auto");

  /** All of them. */
  static final List<DefaultField> ALL =
      List.of(
          new DefaultField(
              "quality",
              Set.of(AUTO, NODES.textNode("standard")),
              "must be \"auto\" or \"standard\": choose the quality by the model, or by"
                  + " providerOptions"),
          new DefaultField(
              "moderation",
              Set.of(AUTO),
              "must be \"auto\": safetyChecker is what some providers offer instead"),
          new DefaultField(
              "background", Set.of(AUTO), "must be \"auto\": describe the background in prompt"),
          new DefaultField(
              "style", Set.of(), "is not offered: leave it out, and describe the style in prompt"),
          new DefaultField(
              "stream", Set.of(NODES.booleanNode(false)), "must be false: no events are streamed"),
          new DefaultField(
              "partial_images",
              Set.of(NODES.numberNode(0)),
              "must be 0: only finished images are answered"),
          new DefaultField(
              "output_compression",
              Set.of(),
              "is not offered: leave it out, and compress the image that is delivered"),
          new DefaultField("input_fidelity", Set.of(), "is not offered: leave it out"),
          new DefaultField(
              "mask", Set.of(), "is not offered: leave it out, and say in prompt what to change"));
}
