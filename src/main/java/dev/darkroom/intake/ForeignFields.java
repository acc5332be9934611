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
  private static final String ID = ": here it is id, or the header Idempotency-Key";
  private static final String PAIR =
      ": here it is a pair of metadata, such as {\"user\": \"4711\"}";
  private static final String WAIT = ": ask for it with the header Prefer: wait=20";
  private static final String WORDS = ": there is no such field; say in prompt what ";
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
          Map.entry("megapixels", SIZE),
          Map.entry("aspect_ratio", ": here it is aspectRatio"),
          Map.entry("output_format", ": here it is outputFormat"),
          Map.entry("image", IMAGES),
          Map.entry("image_url", IMAGES),
          Map.entry("image_urls", IMAGES),
          Map.entry("image_input", IMAGES),
          Map.entry("input_image", IMAGES),
          Map.entry("start_image", IMAGES),
          Map.entry("reference_images", IMAGES),
          Map.entry("webhook", NOTIFY),
          Map.entry("webhook_url", NOTIFY),
          Map.entry("callback_url", NOTIFY),
          Map.entry("webhookUrl", NOTIFY),
          Map.entry("callbackUrl", NOTIFY),
          Map.entry("callBackUrl", NOTIFY),
          Map.entry("webhook_events_filter", ": here it is events of notify"),
          Map.entry("enable_safety_checker", ": here it is safetyChecker"),
          Map.entry("disable_safety_checker", ": here it is safetyChecker, with false"),
          Map.entry("idempotency_key", ID),
          Map.entry("idempotencyKey", ID),
          Map.entry("request_id", ID),
          Map.entry("requestId", ID),
          Map.entry("external_id", ID),
          Map.entry("timeout", ": here it is deadlineSeconds"),
          Map.entry("input", ": give what is in it beside model"),
          Map.entry("version", ": here it is model"),
          Map.entry("user", PAIR),
          Map.entry("end_user_id", PAIR),
          Map.entry("tags", PAIR),
          Map.entry("wait", WAIT),
          Map.entry("sync_mode", WAIT),
          Map.entry("stream", ": nothing is streamed; wait with the header Prefer: wait=20"),
          Map.entry(
              "response_format",
              ": the answer has links to the images, images[].url; /openai/v1 has them by value"),
          Map.entry("negative_prompt", WORDS + "the image shall not have"),
          Map.entry("background", WORDS + "the background shall be"),
          Map.entry("style", WORDS + "the style shall be"),
          Map.entry("mask", WORDS + "to change"),
          Map.entry("quality", OPTION),
          Map.entry("output_quality", OPTION),
          Map.entry("strength", OPTION),
          Map.entry("safety_tolerance", OPTION),
          Map.entry("guidance_scale", OPTION),
          Map.entry("num_inference_steps", OPTION));

  private ForeignFields() {}

  /** What to do instead; empty: it is no field of theirs. */
  static Optional<String> meaning(String field) {
    return Optional.ofNullable(MEANINGS.get(field));
  }
}
