package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One model behind EvoLink's one endpoint: what its fields may be, and what comes of them.
 *
 * @param longestPrompt in characters
 * @param mostImages of one call, the upper bound of {@code n}
 * @param mostReferences in {@code image_urls}
 * @param mostTogether references and images
 * @param credits of one image
 */
record EvoLinkModel(
    String name,
    int longestPrompt,
    int mostImages,
    int mostReferences,
    int mostTogether,
    EvoLinkShape shape,
    PictureFormat otherwise,
    BigDecimal credits,
    List<Rule> rules) {
  EvoLinkModel {
    rules = List.copyOf(rules);
  }

  /** What a create call orders, or what is wrong with it. */
  Reading read(Fields fields, SimulatorOptions options) {
    String prompt = fields.required("/prompt", longestPrompt);
    int count = fields.integer("/n", 1, mostImages).orElse(1);
    Optional<PictureSize> size = shape.of(fields);
    List<JsonNode> references = fields.list("/image_urls", mostReferences);
    fields.check(
        references.stream().allMatch(link -> References.isLink(link.asText())),
        "/image_urls",
        "must be http or https links");
    fields.check(
        references.size() + count <= mostTogether,
        "/n",
        "plus reference images exceeds " + mostTogether);
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
}
