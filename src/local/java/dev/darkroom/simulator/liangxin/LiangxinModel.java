package dev.darkroom.simulator.liangxin;

import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.protocol.RequestFields;
import dev.darkroom.simulator.protocol.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * One model of LiangXin: what its input may be, and what comes of it.
 *
 * @param rules without the prompt, which every model needs
 */
public record LiangxinModel(String name, LiangxinShape shape, Medium medium, List<Rule> rules) {
  public LiangxinModel {
    rules = List.copyOf(rules);
  }

  /** The same model with one more rule. */
  public LiangxinModel and(Rule rule) {
    var more = new ArrayList<>(rules);
    more.add(rule);
    return new LiangxinModel(name, shape, medium, more);
  }

  public PictureFormat format(RequestFields fields) {
    return switch (medium) {
      case JPEG -> PictureFormat.JPEG;
      case PNG -> PictureFormat.PNG;
      case FILM -> PictureFormat.MP4;
      case AS_ASKED ->
          fields.at("/input/output_format").asText().endsWith("png")
              ? PictureFormat.PNG
              : PictureFormat.JPEG;
    };
  }

  /** What a model writes. */
  public enum Medium {
    JPEG,
    PNG,
    /** As {@code output_format} says, else JPEG. */
    AS_ASKED,
    FILM
  }
}
