package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One model behind EvoLink's one endpoint: what its fields may be, and what comes of them.
 *
 * @param otherwise the format where none is asked for
 * @param credits of one image
 */
record EvoLinkModel(
    String name,
    Limits limits,
    EvoLinkShape shape,
    PictureFormat otherwise,
    BigDecimal credits,
    List<Rule> rules) {
  EvoLinkModel {
    rules = List.copyOf(rules);
  }

  /** What a create call orders, or what is wrong with it. */
  Reading read(Fields fields, SimulatorOptions options) {
    String prompt = fields.required("/prompt", limits.prompt());
    int count = fields.integer("/n", 1, limits.images()).orElse(1);
    Optional<PictureSize> size = shape.of(fields);
    List<JsonNode> references = fields.list("/image_urls", limits.references());
    fields.check(
        references.stream().allMatch(link -> References.isLink(link.asText())),
        "/image_urls",
        "must be http or https links");
    fields.check(
        references.size() + count <= limits.together(),
        "/n",
        "plus reference images exceeds " + limits.together());
    rules.forEach(rule -> rule.check(fields));
    var callback = fields.callback("/callback_url", options);
    PictureFormat format = format(fields);
    return fields.orElseRefused(
        () -> new Order(name, prompt, count, size.orElseThrow(), format, callback));
  }

  private PictureFormat format(Fields fields) {
    return switch (fields.at("/model_params/output_format").asText()) {
      case "png" -> PictureFormat.PNG;
      case "jpeg" -> PictureFormat.JPEG;
      default -> otherwise;
    };
  }

  /**
   * The most that one call may ask for.
   *
   * @param prompt in characters
   * @param images the upper bound of {@code n}
   * @param references in {@code image_urls}
   * @param together references and images
   */
  record Limits(int prompt, int images, int references, int together) {}
}
