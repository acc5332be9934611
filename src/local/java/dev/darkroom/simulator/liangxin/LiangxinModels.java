package dev.darkroom.simulator.liangxin;

import static dev.darkroom.simulator.liangxin.LiangxinModel.Medium.AS_ASKED;
import static dev.darkroom.simulator.liangxin.LiangxinModel.Medium.FILM;
import static dev.darkroom.simulator.liangxin.LiangxinModel.Medium.JPEG;
import static dev.darkroom.simulator.liangxin.LiangxinModel.Medium.PNG;
import static dev.darkroom.simulator.protocol.Rule.flag;
import static dev.darkroom.simulator.protocol.Rule.oneOf;
import static dev.darkroom.simulator.protocol.Rule.upstreamLength;
import static dev.darkroom.simulator.protocol.Rule.upstreamRange;
import static dev.darkroom.simulator.protocol.Rule.whole;

import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.SizeTable;
import dev.darkroom.simulator.protocol.ReferenceRule;
import java.util.List;
import java.util.Optional;

/**
 * The models of LiangXin with the limits of their pages (docs.liangxin.ai, as read on 2026-11-20).
 * Where a page has no table of fields, the limits are those of Magnific, which makes the pictures;
 * they are refused as Magnific's (422), not as LiangXin's own (400).
 */
public final class LiangxinModels {
  private static final String PROMPT = "/input/prompt";
  private static final String SEED = "/input/seed";
  private static final String REFERENCES = "/input/reference_images";

  /** Magnific's pixels of Seedream 4.5 and 5 Lite. */
  private static final SizeTable SEEDREAM =
      SizeTable.of(
          "1:1 2048x2048",
          "16:9 2730x1536",
          "9:16 1536x2730",
          "2:3 1672x2508",
          "3:4 1774x2364",
          "3:2 2508x1672",
          "4:3 2364x1774",
          "21:9 3062x1312");

  /** Google's of Imagen 4. */
  private static final SizeTable IMAGEN =
      SizeTable.of(
          "1:1 1024x1024", "9:16 768x1408", "16:9 1408x768", "3:4 896x1280", "4:3 1280x896");

  /** No document says; about a megapixel, no side over 1440. */
  private static final SizeTable ONE_MEGAPIXEL =
      SizeTable.of(
          "1:1 1024x1024",
          "16:9 1344x768",
          "9:16 768x1344",
          "4:3 1152x864",
          "3:4 864x1152",
          "3:2 1248x832",
          "2:3 832x1248",
          "21:9 1440x616");

  /** Named as fal.ai names them, whose default {@code square_hd} is LiangXin's too. */
  private static final SizeTable Z_IMAGE =
      SizeTable.of(
          "square_hd 1024x1024",
          "square 512x512",
          "portrait_4_3 768x1024",
          "portrait_16_9 576x1024",
          "landscape_4_3 1024x768",
          "landscape_16_9 1024x576");

  private static final SizeTable KLING =
      SizeTable.of("16:9 1920x1080", "9:16 1080x1920", "1:1 1080x1080");

  private static final List<String> IMAGEN_FORMATS =
      List.of("png", "jpeg", "jpg", "image/png", "image/jpeg");
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".webp");

  private static final List<LiangxinModel> ALL =
      List.of(
          seedream("seedream-v4-5"),
          seedream("seedream-v4-5-edit").and(new ReferenceRule(List.of(REFERENCES), 1, 5)),
          seedream("seedream-v5-lite"),
          // Its page is not stored; the name follows the others' rule.
          seedream("seedream-v5-lite-edit").and(new ReferenceRule(List.of(REFERENCES), 1, 5)),
          new LiangxinModel(
              "z-image",
              LiangxinShape.byImageSize(Z_IMAGE, ONE_MEGAPIXEL),
              AS_ASKED,
              List.of(
                  whole(SEED, Long.MIN_VALUE, Long.MAX_VALUE),
                  whole("/input/num_inference_steps", 1, Integer.MAX_VALUE),
                  flag("/input/enable_safety_checker"))),
          // The three references are Freepik's limit of the same model.
          new LiangxinModel(
              "gemini-2.5-flash-image-preview",
              LiangxinShape.byRatio(SizeTable.GEMINI),
              PNG,
              List.of(new ReferenceRule(List.of(REFERENCES, "/input/image_input"), 0, 3))),
          nanoBanana("nano-banana-pro", "2K"),
          nanoBanana("nano-banana-pro-flash", "1K").and(flag("/input/use_google_search_tool")),
          imagen("imagen4-fast"),
          imagen("imagen4-ultra"),
          new LiangxinModel(
              "flux-2-pro",
              LiangxinShape.byPixels(ONE_MEGAPIXEL, new PictureSize(1024, 768)),
              JPEG,
              List.of(
                  new ReferenceRule(
                      List.of(
                          "/input/input_image",
                          "/input/input_image_2",
                          "/input/input_image_3",
                          "/input/input_image_4",
                          REFERENCES),
                      0,
                      4),
                  whole(SEED, Long.MIN_VALUE, Long.MAX_VALUE),
                  flag("/input/prompt_upsampling"))),
          // Its table of fields is not stored; these are Freepik's of "Kling 3".
          new LiangxinModel(
              "kling-v3-pro",
              LiangxinShape.byRatio(KLING, "16:9"),
              FILM,
              List.of(
                  upstreamLength(PROMPT, 2500),
                  upstreamRange("/input/duration", 3, 15),
                  new ReferenceRule(List.of("/input/first_frame", "/input/end_frame"), 0, 2))));

  private LiangxinModels() {}

  public static Optional<LiangxinModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private static LiangxinModel seedream(String name) {
    return new LiangxinModel(
        name,
        LiangxinShape.byRatio(SEEDREAM),
        JPEG,
        List.of(
            upstreamLength(PROMPT, 4096),
            whole(SEED, Long.MIN_VALUE, Long.MAX_VALUE),
            upstreamRange(SEED, 0, 4_294_967_295L),
            flag("/input/enable_safety_checker")));
  }

  private static LiangxinModel nanoBanana(String name, String tier) {
    return new LiangxinModel(
        name,
        LiangxinShape.byTier(SizeTable.NANO_BANANA, tier),
        PNG,
        List.of(
            fields -> {
              int length = fields.at(PROMPT).asText().length();
              fields.check(
                  length >= 2 && length <= 3000, PROMPT, "must have from 2 to 3000 characters");
            },
            oneOf("/input/output_format", List.of("png")),
            new ReferenceRule(List.of("/input/image_input", REFERENCES), 0, 3, ENDINGS)));
  }

  /** The table of fields is the one of ultra; fast has no other published. */
  private static LiangxinModel imagen(String name) {
    return new LiangxinModel(
        name,
        LiangxinShape.byRatio(IMAGEN),
        AS_ASKED,
        List.of(
            oneOf("/input/person_generation", List.of("dont_allow", "allow_adult", "allow_all")),
            oneOf(
                "/input/safety_settings",
                List.of(
                    "block_low_and_above",
                    "block_medium_and_above",
                    "block_only_high",
                    "block_none")),
            whole(SEED, 1, Long.MAX_VALUE),
            flag("/input/enhance_prompt"),
            oneOf(
                "/input/language",
                List.of("auto", "en", "zh", "zh-CN", "hi", "ja", "ko", "pt", "es")),
            oneOf("/input/output_format", IMAGEN_FORMATS),
            whole("/input/compression_quality", 1, 100)));
  }
}
