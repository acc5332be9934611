package dev.darkroom.provider.evolink;

import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.ScriptedApi;
import dev.darkroom.provider.support.TestingHttpClient;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Resolution;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The examples of EvoLink's document (seed 004), and others, as requests of ours. */
final class EvolinkExamples {
  static final String MODEL = "doubao-seedream-5.0-lite";
  static final String SEEDREAM_45 = "doubao-seedream-4.5";
  static final String Z_IMAGE = "z-image-turbo";
  static final String BANANA = "gemini-2.5-flash-image";

  private EvolinkExamples() {}

  static ImageRequest textToImage() {
    return request(
        ImageSpec.of("A serene lake reflecting the beautiful sunset")
            .withDimensions(ratio("16:9", Resolution.K2)));
  }

  static ImageRequest webSearch() {
    return request(
        ImageSpec.of(
                "Generate an illustration of the latest fashion trends from Paris Fashion Week 2025")
            .withDimensions(ratio("3:4", Resolution.K2))
            .withWebSearch(Optional.of(true)));
  }

  static ImageRequest request(ImageSpec picture) {
    return request(MODEL, picture);
  }

  static ImageRequest request(String model, ImageSpec picture) {
    return new ImageRequest(model, picture, Optional.empty());
  }

  /** The provider with a scripted API, made from these properties of the configuration. */
  static EvolinkProvider provider(
      ScriptedApi api, Map<String, String> properties, Secrets secrets) {
    var named = new HashMap<String, String>();
    properties.forEach((name, value) -> named.put("darkroom.provider.evolink." + name, value));
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(EvolinkConfig.class)
            .withSources(new PropertiesConfigSource(named, "test", 100))
            .build()
            .getConfigMapping(EvolinkConfig.class);
    var id = new ProviderId("evolink");
    return new EvolinkProvider(
        config, TestingHttpClient.of(id, EvolinkApi.class, api, config, secrets));
  }

  static Capability row(String model) {
    return EvolinkCapabilities.find(model).orElseThrow();
  }

  static Dimensions ratio(String ratio, Resolution... tier) {
    return new Dimensions.Ratio(new AspectRatio(ratio), List.of(tier).stream().findFirst());
  }
}
