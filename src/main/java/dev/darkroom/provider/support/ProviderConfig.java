package dev.darkroom.provider.support;

import dev.darkroom.task.ProviderId;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration that all providers share, under {@code darkroom.provider.<name>}. A provider's
 * own {@code @ConfigMapping} extends it.
 *
 * <p>As environment variables: {@code DARKROOM_PROVIDER_<NAME>_} and the property's name in upper
 * case, such as {@code DARKROOM_PROVIDER_EVOLINK_API_KEY}. A provider with neither key nor
 * parameter is off.
 */
public interface ProviderConfig {
  /** {@code …_API_KEY}: the key itself, for local mode. Goes before the parameter. */
  Optional<String> apiKey();

  /** {@code …_API_KEY_PARAMETER}: the name of the SSM parameter that holds the key. */
  Optional<String> apiKeyParameter();

  /** {@code …_CONNECT_TIMEOUT}: until a connection is up, handshake included. */
  @WithDefault("PT3S")
  Duration connectTimeout();

  /** {@code …_ANSWER_TIMEOUT}: until the provider answers a call that was sent. */
  @WithDefault("PT20S")
  Duration answerTimeout();

  /** {@code …_MAX_CONCURRENT}: paid calls under way at once in one execution environment. */
  @WithDefault("20")
  int maxConcurrent();

  /** {@code …_BREAKER_WINDOW}: number of calls; the breaker opens when half of them failed. */
  @WithDefault("10")
  int breakerWindow();

  /** {@code …_BREAKER_DELAY}: how long an open breaker keeps calls back. */
  @WithDefault("PT10S")
  Duration breakerDelay();

  /** {@code …_READ_RETRIES}: further attempts of a call that is free of charge. */
  @WithDefault("2")
  int readRetries();

  /**
   * {@code …_READ_PAUSE}: pause before the first of them, doubled each time, unless the provider
   * says when.
   */
  @WithDefault("PT0.5S")
  Duration readPause();

  /** {@code …_READ_BUDGET}: no further attempt is begun after this. */
  @WithDefault("PT15S")
  Duration readBudget();

  /** Whether a key is configured. */
  default boolean hasKey() {
    return Stream.of(apiKey(), apiKeyParameter())
        .flatMap(Optional::stream)
        .anyMatch(text -> !text.isBlank());
  }

  /** What an operator has to set so that this provider is on; empty: it is on. */
  default Optional<String> whyOff(ProviderId provider) {
    return hasKey() ? Optional.empty() : Optional.of(noKey(provider));
  }

  /** How long a call takes at most, with time to end by itself. */
  static Duration longestCall(ProviderConfig config) {
    return config.connectTimeout().plus(config.answerTimeout()).plus(CallPolicies.SLACK);
  }

  private static String noKey(ProviderId provider) {
    return "no key: set " + keyVariables(provider);
  }

  /** The environment variables that name its key. */
  static String keyVariables(ProviderId provider) {
    var prefix = variablePrefix(provider);
    return prefix + "API_KEY_PARAMETER (or " + prefix + "API_KEY)";
  }

  /** The start of the names of its environment variables. */
  static String variablePrefix(ProviderId provider) {
    return "DARKROOM_PROVIDER_" + provider.value().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }
}
