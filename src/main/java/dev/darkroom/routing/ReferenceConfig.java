package dev.darkroom.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The allowed reference images, and how long a provider can fetch them. */
@ConfigMapping(prefix = "darkroom.reference")
public interface ReferenceConfig {
  /**
   * {@code DARKROOM_REFERENCE_BUCKETS}: names of buckets, separated by commas. Their objects may be
   * references, as those of {@code DARKROOM_BUCKET} may. Whoever may submit may have any object in
   * them sent to a provider.
   */
  Optional<List<String>> buckets();

  /**
   * {@code DARKROOM_REFERENCE_LINK_VALIDITY}: validity of the link that a provider gets, 1 minute
   * to 7 days; it may fetch late. A link that temporary credentials sign, as a Lambda function's
   * are, expires with them, whatever its validity.
   */
  @WithDefault("1h")
  Duration linkValidity();
}
