package dev.darkroom.simulator.evolink;

import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.ParsedCreate;
import dev.darkroom.simulator.protocol.ReferenceRule;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.Rule;
import java.math.BigDecimal;
import java.util.List;

/**
 * One model behind EvoLink's one endpoint: what its fields may be, and what comes of them.
 *
 * @param otherwise the format where none is asked for
 * @param credits of one image
 */
public record EvolinkModel(
    String name,
    Limits limits,
    EvolinkShape shape,
    PictureFormat otherwise,
    BigDecimal credits,
    List<Rule> rules) {
  public EvolinkModel {
    rules = List.copyOf(rules);
  }

  /** What a create call orders, or what is wrong with it. */
  public ParsedCreate read(RequestFields fields, boolean isLoopbackTaken) {
    var prompt = fields.required("/prompt", limits.prompt());
    int count = fields.integer("/n", 1, limits.images()).orElse(1);
    var size = shape.of(fields);
    var references = fields.list("/image_urls", limits.references());
    fields.check(
        references.stream().allMatch(link -> ReferenceRule.isLink(link.asText())),
        "/image_urls",
        "must be http or https links");
    fields.check(
        references.size() + count <= limits.together(),
        "/n",
        "plus reference images exceeds " + limits.together());
    rules.forEach(rule -> rule.check(fields));
    var callback = fields.callback("/callback_url", isLoopbackTaken);
    var format = format(fields);
    return fields.orElseRefused(
        () -> new CreateRequest(name, prompt, count, size.orElseThrow(), format, callback));
  }

  private PictureFormat format(RequestFields fields) {
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
  public record Limits(int prompt, int images, int references, int together) {}
}
