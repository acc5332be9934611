package dev.darkroom.simulator.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.ReferenceRule;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.Rule;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One model of fal.ai with the fields and limits of its page and of the official client's types
 * ({@code @fal-ai/client} 1.10.1). No page names a format: Seedream's own is JPEG.
 *
 * @param name the path of a create call
 * @param size what its {@code image_size} may be
 * @param isEditing whether it needs pictures to begin with
 * @param together the most references and results, where a page limits them
 */
public record FalModel(String name, FalImageSize size, boolean isEditing, int together) {
  private static final int MOST = 6;
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final FalImageSize TO_3K = new FalImageSize(3072L * 3072, List.of("2K", "3K"));
  private static final FalImageSize TO_4K =
      new FalImageSize(4096L * 4096, List.of("2K", "3K", "4K"));
  private static final FalImageSize OF_4_5 = new FalImageSize(4096L * 4096, List.of("2K", "4K"));

  /**
   * "If over 10 images are sent, only the last 10 will be used": more are taken, and mean nothing.
   */
  private static final int REFERENCES_USED = 10;

  private static final ReferenceRule REFERENCES =
      new ReferenceRule(List.of("/image_urls"), 1, UNLIMITED);

  private static final List<Rule> RULES =
      List.of(
          Rule.whole("/seed", Long.MIN_VALUE, Long.MAX_VALUE),
          Rule.flag("/enable_safety_checker"),
          Rule.flag("/sync_mode"));

  /** Seedream 5.0 lite is there under two names. */
  private static final List<FalModel> ALL =
      List.of(
          new FalModel("bytedance/seedream/v5/lite/text-to-image", TO_4K, false, UNLIMITED),
          new FalModel("fal-ai/bytedance/seedream/v5/lite/text-to-image", TO_3K, false, UNLIMITED),
          new FalModel("bytedance/seedream/v5/lite/edit", TO_3K, true, UNLIMITED),
          new FalModel("fal-ai/bytedance/seedream/v5/lite/edit", TO_3K, true, UNLIMITED),
          new FalModel("fal-ai/bytedance/seedream/v4.5/text-to-image", OF_4_5, false, UNLIMITED),
          new FalModel("fal-ai/bytedance/seedream/v4.5/edit", OF_4_5, true, 15));

  static Optional<FalModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** What a create call orders, or what is wrong with it. */
  ParsedCreate read(RequestFields fields, Optional<URI> callback) {
    var prompt = fields.text("/prompt").orElse("");
    fields.check(!prompt.isBlank(), "/prompt", FalErrors.MISSING);
    int count = number(fields, "/num_images") * number(fields, "/max_images");
    var picture = size.of(fields);
    RULES.forEach(rule -> rule.check(fields));
    if (isEditing) {
      REFERENCES.check(fields);
      int used = Math.min(REFERENCES.count(fields), REFERENCES_USED);
      fields.check(used + (long) count <= together, "/max_images", FalErrors.atMost(together));
    }
    boolean isInline = fields.at("/sync_mode").asBoolean();
    return fields.orElseRefused(
        () ->
            new CreateRequest(
                name,
                prompt,
                count,
                picture.orElseThrow(),
                PictureFormat.JPEG,
                callback,
                isInline));
  }

  private static int number(RequestFields fields, String pointer) {
    JsonNode value = fields.at(pointer);
    if (fields.isAbsent(pointer)) {
      return 1;
    }
    fields.check(value.isInt(), pointer, FalErrors.NO_INTEGER);
    fields.check(value.asInt() >= 1, pointer, FalErrors.atLeast(1));
    fields.check(value.asInt() <= MOST, pointer, FalErrors.atMost(MOST));
    return value.asInt();
  }
}
