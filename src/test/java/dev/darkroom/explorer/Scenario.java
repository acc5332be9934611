package dev.darkroom.explorer;

import dev.darkroom.explorer.ProviderEffects.Keys;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a history is about, and what may happen in it.
 *
 * @param callsBack whether the providers call back
 * @param images how many a result has
 * @param receives how often a check fails before it is a dead letter
 * @param links how long the links of a result live; the provider says so where it is not the usual
 */
record Scenario(
    boolean callsBack, Keys keys, int images, int receives, Duration links, Set<Feature> features) {
  /** How long links live of which the provider says nothing. */
  static final Duration USUAL_LINKS = Duration.ofHours(24);

  private static final Set<Feature> PLAIN =
      Set.of(Feature.CANCEL, Feature.ABANDON, Feature.ATTACH, Feature.REPLAY, Feature.SURRENDER);

  Scenario {
    features = Set.copyOf(features);
  }

  /** Providers that call back. */
  static Scenario calling(Keys keys) {
    return new Scenario(true, keys, 1, 5, USUAL_LINKS, PLAIN);
  }

  /** Providers that must be polled. */
  static Scenario polled() {
    return new Scenario(false, Keys.NONE, 1, 5, USUAL_LINKS, PLAIN);
  }

  /** With these features and no other. */
  Scenario only(Feature first, Feature... others) {
    return new Scenario(callsBack, keys, images, receives, links, EnumSet.of(first, others));
  }

  Scenario images(int next) {
    return new Scenario(callsBack, keys, next, receives, links, features);
  }

  /** A check that fails so often is a dead letter. */
  Scenario receives(int next) {
    return new Scenario(callsBack, keys, images, next, links, features);
  }

  Scenario links(Duration next) {
    return new Scenario(callsBack, keys, images, receives, next, features);
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Whether the provider says how long its links live. */
  boolean saysHowLong() {
    return !links.equals(USUAL_LINKS);
  }
}
