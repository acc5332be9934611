package dev.darkroom.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * One model of LiangXin: what its input may be, and what comes of it.
 *
 * @param rules without the prompt, which every model needs
 */
record LiangXinModel(String name, LiangXinShape shape, Medium medium, List<Rule> rules) {
  LiangXinModel {
    rules = List.copyOf(rules);
  }

  /** The same model with one more rule. */
  LiangXinModel and(Rule rule) {
    var more = new ArrayList<>(rules);
    more.add(rule);
    return new LiangXinModel(name, shape, medium, more);
  }

  PictureFormat format(Fields fields) {
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
  enum Medium {
    JPEG,
    PNG,
    /** As {@code output_format} says, else JPEG. */
    AS_ASKED,
    FILM
  }
}
