package dev.darkroom.entrypoint;

import static dev.darkroom.entrypoint.LambdaFunction.CALLBACK;
import static dev.darkroom.entrypoint.LambdaFunction.CONTROL;
import static dev.darkroom.entrypoint.LambdaFunction.QUERY;
import static dev.darkroom.entrypoint.LambdaFunction.SETTLE;
import static dev.darkroom.entrypoint.LambdaFunction.SUBMIT;
import static dev.darkroom.entrypoint.LambdaFunction.SWEEP;

import dev.darkroom.callback.CallbackConfig;
import dev.darkroom.notification.NotifyConfig;
import dev.darkroom.task.ProviderId;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The bounds of the settings that are times, numbers, sizes, addresses or secrets. A setting beyond
 * them would show only in tasks that were paid for: ids forgotten after seconds, checks without a
 * pause, no image that is small enough.
 */
final class ConfigBounds {
  private static final Set<LambdaFunction> RECORDS = Set.of(SUBMIT, SETTLE, SWEEP, QUERY, CONTROL);
  private static final Set<LambdaFunction> ASKING_PROVIDERS = Set.of(SUBMIT, SETTLE, CONTROL);
  private static final int MOST_PORT = 65_535;

  private static final List<Bound> ALL =
      List.of(
          // A shorter one, and a message from a dead-letter queue would be paid for twice.
          time(RECORDS, "darkroom.retention", "P30D", "P36500D"),
          onOrOff(RECORDS, "darkroom.list"),
          onOrOff(Set.of(QUERY), "darkroom.page"),
          time(Set.of(SUBMIT, QUERY), "darkroom.reference.link-validity", "PT1M", "P7D"),
          address(Set.of(SUBMIT, SETTLE), "darkroom.callback.base-url"),
          // Otherwise each callback would be turned away, or each outcome stay untold.
          text(
              Set.of(SUBMIT, CALLBACK),
              "darkroom.callback.keys",
              CallbackConfig.KEYS_RULE,
              CallbackConfig::areKeys),
          text(
              Set.of(SUBMIT, SETTLE, QUERY, CONTROL),
              "darkroom.notify.secret",
              NotifyConfig.SECRETS_RULE,
              NotifyConfig::areSecrets),
          time(Set.of(SETTLE), "darkroom.settle.first-wait", "PT1S", "PT15M"),
          time(Set.of(SETTLE), "darkroom.settle.longest-wait", "PT1M", "P1D"),
          number(Set.of(SETTLE), "darkroom.settle.delivery-rounds", 0, 1000),
          time(Set.of(SETTLE), "darkroom.settle.result-lifetime", "PT15M", "P15D"),
          time(Set.of(SETTLE), "darkroom.delivery.time-budget", "PT1S", "PT10M"),
          size("darkroom.delivery.max-bytes", "64K", "10G"),
          size("darkroom.delivery.max-video-bytes", "64K", "10G"),
          size("darkroom.delivery.disk-budget", "1M", "10G"),
          time(Set.of(SETTLE), "darkroom.notify.time-budget", "PT1S", "PT1M"),
          time(Set.of(SETTLE), "darkroom.notify.patience", "PT0S", "P30D"),
          // Otherwise a doubt would end too soon, or its check never.
          time(Set.of(SETTLE), "darkroom.provider.evolink.list-margin", "PT1M", "P1D"),
          time(Set.of(CALLBACK), "darkroom.provider.fal.webhook-keys-timeout", "PT0.1S", "PT2S"),
          address(Set.of(CALLBACK), "darkroom.provider.fal.webhook-keys-url"));

  private ConfigBounds() {}

  /** The settings that this function reads and that are out of bounds, by their variables. */
  static List<String> faults(Config config, LambdaFunction function, List<ProviderId> providers) {
    return Stream.concat(ALL.stream(), providers.stream().flatMap(ConfigBounds::ofProvider))
        .filter(bound -> bound.readers().contains(function))
        .flatMap(bound -> bound.fault(config).stream())
        .toList();
  }

  private static Stream<Bound> ofProvider(ProviderId provider) {
    var prefix = "darkroom.provider." + provider + ".";
    return Stream.of(
        address(ASKING_PROVIDERS, prefix + "base-url"),
        time(ASKING_PROVIDERS, prefix + "connect-timeout", "PT0.1S", "PT30S"),
        time(ASKING_PROVIDERS, prefix + "answer-timeout", "PT0.1S", "PT5M"),
        number(ASKING_PROVIDERS, prefix + "max-concurrent", 1, 1_000_000),
        number(ASKING_PROVIDERS, prefix + "breaker-window", 1, 1_000_000),
        time(ASKING_PROVIDERS, prefix + "breaker-delay", "PT0S", "PT1H"),
        number(ASKING_PROVIDERS, prefix + "read-retries", 0, 10),
        time(ASKING_PROVIDERS, prefix + "read-pause", "PT0S", "PT1M"),
        time(ASKING_PROVIDERS, prefix + "read-budget", "PT0S", "PT2M"));
  }

  private static Bound time(
      Set<LambdaFunction> readers, String property, String least, String most) {
    var range = new Range<>(Duration.parse(least), Duration.parse(most));
    return new Bound(
        readers,
        property,
        range(least, most),
        config -> range.holds(config.getOptionalValue(property, Duration.class)));
  }

  private static Bound number(Set<LambdaFunction> readers, String property, int least, int most) {
    var range = new Range<>(least, most);
    return new Bound(
        readers,
        property,
        range(least, most),
        config -> range.holds(config.getOptionalValue(property, Integer.class)));
  }

  private static Bound size(String property, String least, String most) {
    var sizes = new MemorySizeConverter();
    var range =
        new Range<>(sizes.convert(least).asBigInteger(), sizes.convert(most).asBigInteger());
    return new Bound(
        Set.of(SETTLE),
        property,
        range(least, most),
        config ->
            range.holds(
                config
                    .getOptionalValue(property, String.class)
                    .map(sizes::convert)
                    .map(MemorySize::asBigInteger)));
  }

  /** Any other word would read as off. */
  private static Bound onOrOff(Set<LambdaFunction> readers, String property) {
    return new Bound(
        readers,
        property,
        "on or off",
        config ->
            List.of("on", "off")
                .contains(config.getOptionalValue(property, String.class).orElse("on")));
  }

  private static Bound text(
      Set<LambdaFunction> readers, String property, String rule, Predicate<String> isGood) {
    return new Bound(
        readers,
        property,
        rule,
        config ->
            config.getOptionalValue(property, String.class).filter(isGood.negate()).isEmpty());
  }

  private static Bound address(Set<LambdaFunction> readers, String property) {
    return new Bound(
        readers,
        property,
        "an address such as https://api.example.com, without user, query and fragment",
        config ->
            config
                .getOptionalValue(property, String.class)
                .filter(text -> !isAddress(text))
                .isEmpty());
  }

  /** Joined and not formatted: a formatted number loads its locale, a twentieth of the start. */
  private static String range(Object least, Object most) {
    return "from " + least + " to " + most;
  }

  private static boolean isAddress(String text) {
    try {
      var uri = new URI(text);
      return Set.of("https", "http").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getPort() <= MOST_PORT
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException none) {
      return false;
    }
  }

  private record Range<T extends Comparable<? super T>>(T least, T most) {
    /** Also true of a setting that is not set: then its default counts. */
    boolean holds(Optional<T> set) {
      return set.isEmpty() || (set.get().compareTo(least) >= 0 && set.get().compareTo(most) <= 0);
    }
  }

  /**
   * The bounds of one setting.
   *
   * @param readers the functions that read it
   * @param what it must be, in words
   * @param isGood throws IllegalArgumentException for a text that is not of its type
   */
  private record Bound(
      Set<LambdaFunction> readers, String property, String what, Predicate<Config> isGood) {
    /** The text itself is not shown: an address may hold a password. */
    Optional<String> fault(Config config) {
      return isGood(config) ? Optional.empty() : Optional.of(variable() + " (is not " + what + ")");
    }

    private boolean isGood(Config config) {
      try {
        return isGood.test(config);
      } catch (IllegalArgumentException malformed) {
        return false;
      }
    }

    private String variable() {
      return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
  }
}
