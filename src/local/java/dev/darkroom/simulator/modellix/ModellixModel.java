package dev.darkroom.simulator.modellix;

import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.ReferenceRule;
import dev.darkroom.simulator.protocol.RequestFields;
import java.util.List;
import java.util.Optional;

/**
 * One model of Modellix with the limits of its page (docs.modellix.ai, as read on 2026-11-20).
 *
 * @param longestPrompt in characters
 * @param mostArea of a picture, in pixels
 * @param mostImages how many come of a sequence if nobody says how many
 * @param isEditing whether it needs pictures to begin with
 * @param hasFormats whether {@code output_format} may be asked for; else all is JPEG
 */
public record ModellixModel(
    String slug,
    int longestPrompt,
    long mostArea,
    int mostImages,
    boolean isEditing,
    boolean hasFormats) {
  private static final String PROVIDER = "bytedance";
  private static final int MOST_IMAGES = 15;
  private static final ReferenceRule REFERENCES = new ReferenceRule(List.of("/image"), 1, 14);

  public static final List<ModellixModel> ALL =
      List.of(
          new ModellixModel("seedream-5.0-lite", 600, 3072L * 3072, 15, false, true),
          new ModellixModel("seedream-5.0-lite-edit", 600, 3072L * 3072, 15, true, true),
          // The newest page of three; the two before had 600 characters and 15 images.
          new ModellixModel("seedream-4.5-t2i", 10_000, 4096L * 4096, 5, false, false));

  public static Optional<ModellixModel> named(String provider, String slug) {
    return ALL.stream()
        .filter(model -> provider.equals(PROVIDER) && model.slug().equals(slug))
        .findFirst();
  }

  public String fullSlug() {
    return PROVIDER + "/" + slug;
  }

  /** What a create call orders, or what is wrong with it. */
  public ParsedCreate read(RequestFields fields) {
    var prompt = fields.required("/prompt", longestPrompt);
    var sizeText = fields.text("/size");
    var size = PictureSize.ofPixels(sizeText.orElse("2048x2048"));
    fields.check(
        size.filter(this::isInRange).isPresent(), "/size", "must be WxH in the model's range");
    fields.oneOf("/optimize_prompt_mode", List.of("standard"));
    if (isEditing) {
      REFERENCES.check(fields);
    }
    int count = count(fields);
    var format = format(fields);
    return fields.orElseRefused(
        () -> new CreateRequest(slug, prompt, count, size.orElseThrow(), format, Optional.empty()));
  }

  private int count(RequestFields fields) {
    int most =
        fields
            .integer("/sequential_image_generation_max_images", 1, MOST_IMAGES)
            .orElse(mostImages);
    boolean isSequence =
        fields
            .oneOf("/sequential_image_generation", List.of("disabled", "auto"))
            .filter("auto"::equals)
            .isPresent();
    // Seedream's own bound: references and results together are at most fifteen.
    int room = isEditing ? MOST_IMAGES - REFERENCES.count(fields) : MOST_IMAGES;
    return isSequence ? Math.max(1, Math.min(most, room)) : 1;
  }

  private PictureFormat format(RequestFields fields) {
    var asked =
        hasFormats ? fields.oneOf("/output_format", List.of("jpeg", "png")) : Optional.empty();
    return asked.filter("png"::equals).isPresent() ? PictureFormat.PNG : PictureFormat.JPEG;
  }

  private boolean isInRange(PictureSize size) {
    return size.area() >= 2560L * 1440 && size.area() <= mostArea && size.quotient() <= 16;
  }
}
