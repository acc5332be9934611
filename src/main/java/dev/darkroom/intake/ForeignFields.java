package dev.darkroom.intake;

import java.util.Map;
import java.util.Optional;

/**
 * Fields of other APIs of images, and what the event has in their place. The APIs are those of the
 * providers, OpenAI and Replicate (read 2026-11).
 */
final class ForeignFields {
  private static final String COUNT = ": here it is count";
  private static final String SIZE = ": give width and height, or aspectRatio and resolution";
  private static final String IMAGES = ": here it is images, a list of links";
  private static final String NOTIFY = ": here it is notify, such as {\"url\": \"https://…\"}";
  private static final String OPTION =
      ": there is no such field; providerOptions takes what one provider alone knows";

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("n", COUNT),
          Map.entry("num_images", COUNT),
          Map.entry("num_outputs", COUNT),
          Map.entry("max_images", COUNT),
          Map.entry("size", SIZE),
          Map.entry("image_size", SIZE),
          Map.entry("aspect_ratio", ": here it is aspectRatio"),
          Map.entry("output_format", ": here it is outputFormat"),
          Map.entry("image", IMAGES),
          Map.entry("image_url", IMAGES),
          Map.entry("image_urls", IMAGES),
          Map.entry("image_input", IMAGES),
          Map.entry("input_image", IMAGES),
          Map.entry("reference_images", IMAGES),
          Map.entry("webhook", NOTIFY),
          Map.entry("webhook_url", NOTIFY),
          Map.entry("callback_url", NOTIFY),
          Map.entry("callBackUrl", NOTIFY),
          Map.entry("enable_safety_checker", ": here it is safetyChecker"),
          Map.entry("idempotency_key", ": here it is id"),
          Map.entry("timeout", ": here it is deadlineSeconds"),
          Map.entry(
              "negative_prompt",
              ": there is no such field; say in prompt what the image shall not have"),
          Map.entry("quality", OPTION),
          Map.entry("guidance_scale", OPTION),
          Map.entry("num_inference_steps", OPTION));

  private ForeignFields() {}

  /** What to do instead; empty: it is no field of theirs. */
  static Optional<String> meaning(String field) {
    return Optional.ofNullable(MEANINGS.get(field));
  }
}
