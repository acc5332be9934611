package dev.darkroom.local;

import dev.darkroom.answer.Problem;
import dev.darkroom.callback.CallbackConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask a service that has no password: programs on this machine, and no web page.
 *
 * <p>A page anywhere can have a browser send requests to {@code localhost}, and a name that is made
 * to lead here makes it read the answers: the browser gives both away by {@code Origin} and {@code
 * Host}.
 */
@ApplicationScoped
class LocalCallers {
  /** The names of this machine. */
  static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final LocalConfig config;
  private final CallbackConfig callbacks;

  LocalCallers(LocalConfig config, CallbackConfig callbacks) {
    this.config = config;
    this.callbacks = callbacks;
  }

  /**
   * Why a request is refused, if it is.
   *
   * @param host header of that name
   * @param origin header of that name
   * @param isCallback whether it is for the one route that is open to the world, through a tunnel
   */
  Optional<Problem> refusal(Optional<String> host, Optional<String> origin, boolean isCallback) {
    if (host.isPresent() && !isHere(host.get()) && !(isCallback && isTunnel(host.get()))) {
      return Optional.of(
          foreign(
              "The request came to a name that is not this machine's. Ask localhost, 127.0.0.1 or"
                  + " [::1], or add the name to DARKROOM_LOCAL_HOSTS."));
    }
    return origin
        .filter(page -> !isHere(hostOf(page)))
        .map(
            page ->
                foreign(
                    "The request came from a web page that is not on this machine. Send it from a"
                        + " program, or add the page's host to DARKROOM_LOCAL_HOSTS."));
  }

  private boolean isHere(String host) {
    var name = withoutPort(host);
    return HERE.contains(name)
        || config.hosts().orElse(List.of()).stream()
            .anyMatch(known -> known.strip().equalsIgnoreCase(name));
  }

  private boolean isTunnel(String host) {
    return callbacks
        .baseUrl()
        .map(base -> withoutPort(hostOf(base.toString())))
        .filter(withoutPort(host)::equals)
        .isPresent();
  }

  /** Of {@code null}, as browsers call a page without an origin, there is none. */
  private static String hostOf(String address) {
    try {
      return Optional.ofNullable(URI.create(address.strip()).getHost()).orElse("");
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }

  private static String withoutPort(String host) {
    return host.strip().toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
  }

  private static Problem foreign(String detail) {
    return Problem.of(403, "foreign_caller", "Foreign caller", detail, List.of());
  }
}
