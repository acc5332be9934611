package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.AspectRatio;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way in which one model's page writes a request.
 *
 * <p>All models use the same field names. Only the ratios differ: some pages show plain ratios,
 * some Magnific's aliases.
 *
 * @param row the model's capability
 * @param saysAliases whether its page shows aliases
 */
record LiangxinStyle(Capability row, boolean saysAliases) {
  /**
   * The models whose pages show aliases: an example on the edit page, a list on the Imagen page.
   */
  private static final Set<String> SHOWN_WITH_ALIASES =
      Set.of("seedream-v4-5-edit", "seedream-v5-lite-edit", "imagen4-fast", "imagen4-ultra");

  /** The style of each model, by the provider's own name. */
  private static final Map<String, LiangxinStyle> ALL =
      LiangxinCapabilities.ALL.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Capability::providerModel,
                  row -> new LiangxinStyle(row, SHOWN_WITH_ALIASES.contains(row.providerModel()))));

  private static final Map<AspectRatio, String> ALIASES =
      Stream.of(
              "square_1_1",
              "widescreen_16_9",
              "social_story_9_16",
              "portrait_2_3",
              "traditional_3_4",
              "standard_3_2",
              "classic_4_3",
              "cinematic_21_9")
          .collect(
              Collectors.toUnmodifiableMap(
                  alias -> AspectRatio.parse(alias).orElseThrow(), alias -> alias));

  /**
   * The style of the model with this name.
   *
   * @param providerModel the provider's own name
   */
  static Optional<LiangxinStyle> of(String providerModel) {
    return Optional.ofNullable(ALL.get(providerModel));
  }

  /** The ratio, as this model's page writes it. */
  String word(AspectRatio ratio) {
    return saysAliases ? ALIASES.getOrDefault(ratio, ratio.value()) : ratio.value();
  }
}
