package dev.darkroom.entrypoint;

import dev.darkroom.base.CommaList;
import dev.darkroom.link.Origin;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderId;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/** Refuses to start without what the chosen function needs, and names all of it at once. */
@ApplicationScoped
class StartUp {
  private static final Logger LOG = Logger.getLogger(StartUp.class);

  private static final Set<LambdaFunction> ASKING_PROVIDERS =
      Set.of(LambdaFunction.SUBMIT, LambdaFunction.SETTLE, LambdaFunction.CONTROL);

  private static final Set<LambdaFunction> ROUTING =
      Set.of(LambdaFunction.SUBMIT, LambdaFunction.QUERY);

  private final Config config;
  private final Providers providers;

  StartUp(Config config, Providers providers) {
    this.config = config;
    this.providers = providers;
  }

  void check(@Observes StartupEvent start) {
    var unused = prepareLogging();
    if (LaunchMode.current() != LaunchMode.NORMAL) {
      return; // local mode and tests bring their own
    }
    var handler = config.getOptionalValue("quarkus.lambda.handler", String.class).orElse("");
    var missing = missing(handler);
    if (!missing.isEmpty()) {
      LOG.errorf(
          "function %s cannot start; set these environment variables: %s",
          handler, String.join("; ", missing));
      // An exception here would reach Lambda as "interrupted", behind three stack traces.
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Makes the first log record. It reads the names of host and process by native calls that a
   * virtual thread cannot make in a native image. This is a platform thread. No line shows the
   * host's name, so a fixed one saves a look-up in DNS.
   */
  private static ExtLogRecord prepareLogging() {
    System.getProperties().putIfAbsent("jboss.host.name", "darkroom");
    System.getProperties().putIfAbsent("jboss.qualified.host.name", "darkroom");
    return new ExtLogRecord(Level.FINEST, "", StartUp.class.getName());
  }

  /** The missing or malformed settings, by the names of the variables. */
  List<String> missing(String handler) {
    var function = LambdaFunction.of(handler);
    if (function.isEmpty()) {
      return List.of(
          "QUARKUS_LAMBDA_HANDLER (one of submit, callback, settle, sweep, query, control)");
    }
    var missing = new ArrayList<String>();
    function.get().variables().stream().filter(this::isAbsent).forEach(missing::add);
    boolean signs =
        function.get() == LambdaFunction.SUBMIT && !isAbsent("DARKROOM_CALLBACK_BASE_URL");
    if ((signs || function.get() == LambdaFunction.CALLBACK)
        && isAbsent("DARKROOM_CALLBACK_KEYS")
        && isAbsent("DARKROOM_CALLBACK_KEYS_PARAMETER")) {
      missing.add("DARKROOM_CALLBACK_KEYS_PARAMETER (or DARKROOM_CALLBACK_KEYS)");
    }
    boolean judgesLinks =
        Set.of(LambdaFunction.SUBMIT, LambdaFunction.SETTLE, LambdaFunction.QUERY)
            .contains(function.get());
    if (judgesLinks) {
      missing.addAll(malformedOrigins());
    }
    missing.addAll(ConfigBounds.faults(config, function.get(), ids()));
    if (ROUTING.contains(function.get())) {
      unknownProviders().ifPresent(missing::add);
    }
    if (ASKING_PROVIDERS.contains(function.get())) {
      providerKeys().ifPresent(missing::add);
    }
    return missing;
  }

  /** What to set where no provider is on. */
  private Optional<String> providerKeys() {
    return providers.all().stream().anyMatch(ImageProvider::isOn)
        ? Optional.empty()
        : Optional.of(
            "the key of at least one provider ("
                + providers.all().stream()
                    .map(one -> one.id() + ": " + one.profile().whyOff().orElse(""))
                    .collect(Collectors.joining("; "))
                + ")");
  }

  /** Malformed trusted origins. Otherwise the first link that is followed would show them. */
  private List<String> malformedOrigins() {
    var problems = new ArrayList<String>();
    for (var text :
        config
            .getOptionalValues("darkroom.delivery.trusted-origins", String.class)
            .orElse(List.of())) {
      try {
        Origin.parse(text);
      } catch (IllegalArgumentException malformed) {
        problems.add(String.valueOf(malformed.getMessage()));
      }
    }
    return problems;
  }

  private List<ProviderId> ids() {
    return providers.all().stream().map(ImageProvider::id).toList();
  }

  /** Unknown names in the order of providers. Otherwise a typing mistake would pay another one. */
  private Optional<String> unknownProviders() {
    var known = ids().stream().map(ProviderId::value).toList();
    var unknown =
        CommaList.entries(config.getOptionalValues("darkroom.routing.order", String.class)).stream()
            .filter(name -> !known.contains(name))
            .toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "DARKROOM_ROUTING_ORDER (%s is not known; known are %s)"
                .formatted(String.join(", ", unknown), String.join(", ", known)));
  }

  private boolean isAbsent(String variable) {
    var property = variable.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("-", ".");
    return config.getOptionalValue(variable, String.class).isEmpty()
        && config.getOptionalValue(property, String.class).isEmpty();
  }
}
