package dev.darkroom.local;

import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.fal.FalDialect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The defaults of local mode where no provider is configured: the simulator for each, and a
 * callback address on this machine.
 *
 * <p>A real key in the environment means real providers and no others, so that no simulated picture
 * is taken for a real one. Real providers cannot call back to a laptop: their results are found by
 * checks, unless {@code DARKROOM_CALLBACK_BASE_URL} names a tunnel. There are no callbacks either
 * to a port that is not known before it is open ({@code QUARKUS_HTTP_PORT=0}).
 */
final class LocalDefaults implements ConfigSource {
  private static final Pattern PROVIDER =
      Pattern.compile("DARKROOM_PROVIDER_[A-Z0-9_]+_(API_KEY|API_KEY_PARAMETER|BASE_URL)");

  /** What webhooks are signed with where nothing else is set. Everybody knows it. */
  static final String WEBHOOK_SECRET = "whsec_ZGFya3Jvb20gbG9jYWwgbW9kZTogbm90IGEgc2VjcmV0";

  private static final String WEBHOOK_PARAMETER = "DARKROOM_NOTIFY_SECRET_PARAMETER";
  private static final String ANY = "0";
  static final int BELOW_EVERYTHING_ELSE = 50;

  private final Map<String, String> values = new HashMap<>();

  LocalDefaults(String httpPort, String simulatorPort) {
    values.put(
        "darkroom.callback.keys",
        "local:" + (UUID.randomUUID() + "-" + UUID.randomUUID()).replace("-", ""));
    if (set(WEBHOOK_PARAMETER).isEmpty()) {
      values.put("darkroom.notify.secret", WEBHOOK_SECRET);
    }
    if (isAnyProviderConfigured()) {
      return;
    }
    var simulator = "http://localhost:" + simulatorPort;
    values.putAll(providersAt(simulator));
    values.put("darkroom.delivery.trusted-origins", simulator);
    if (!httpPort.equals(ANY)) {
      values.put("darkroom.callback.base-url", "http://localhost:" + httpPort);
    }
  }

  /** The settings of every provider that is simulated at this address. */
  static Map<String, String> providersAt(String simulator) {
    var settings = new HashMap<String, String>();
    for (var provider : Simulator.providers()) {
      settings.put("darkroom.provider." + provider + ".base-url", simulator + "/" + provider);
      settings.put("darkroom.provider." + provider + ".api-key", "sk-simulated");
    }
    settings.put("darkroom.provider.fal.webhook-keys-url", simulator + "/fal" + FalDialect.KEY_SET);
    return settings;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  @SuppressWarnings("NullAway") // the interface's way of saying that it knows no such property
  public String getValue(String name) {
    return values.get(name);
  }

  @Override
  public String getName() {
    return "local mode";
  }

  @Override
  public int getOrdinal() {
    return BELOW_EVERYTHING_ELSE;
  }

  private static boolean isAnyProviderConfigured() {
    return System.getenv().keySet().stream()
        .filter(variable -> PROVIDER.matcher(variable).matches())
        .anyMatch(variable -> set(variable).isPresent());
  }

  private static Optional<String> set(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
  }
}
