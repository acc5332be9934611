package dev.darkroom.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The URL standard's "basic URL parser", for http and https only.
 *
 * @param base the link at which this one was found, if any
 */
record LinkReader(Optional<WebLink> base) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");
  private static final Pattern PORT = Pattern.compile("0*([0-9]{0,5})");
  private static final int MAX_PORT = 65_535;

  Optional<WebLink> read(String given) {
    var text = cleaned(given);
    var scheme = SCHEME.matcher(text);
    if (!scheme.lookingAt()) {
      return base.flatMap(from -> relative(text, from));
    }
    var name = scheme.group(1).toLowerCase(Locale.ROOT);
    var rest = text.substring(scheme.end());
    if (!name.equals("http") && !name.equals("https")) {
      return Optional.empty();
    }
    return base.filter(from -> from.origin().scheme().equals(name))
        .map(from -> relative(rest, from))
        .orElseGet(() -> withAuthority(name, rest));
  }

  /** Removes the blanks around a link, and line breaks within it. */
  private static String cleaned(String given) {
    int from = 0;
    int to = given.length();
    while (from < to && given.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && given.charAt(to - 1) <= ' ') {
      to--;
    }
    return given.substring(from, to).replaceAll("[\t\n\r]", "");
  }

  private static Optional<WebLink> relative(String text, WebLink from) {
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.of(new WebLink(from.origin(), from.target(), false));
    }
    if (isSlash(text, 0)) {
      return isSlash(text, 1)
          ? withAuthority(from.origin().scheme(), text)
          : Optional.of(new WebLink(from.origin(), target(List.of(), text.substring(1)), false));
    }
    var path = from.target().split("\\?", 2)[0];
    if (text.startsWith("?")) {
      return Optional.of(new WebLink(from.origin(), path + query(text), false));
    }
    var steps = List.of(path.substring(1).split("/", -1)); // an empty folder is one, too
    var above = steps.subList(0, steps.size() - 1);
    return Optional.of(new WebLink(from.origin(), target(above, text), false));
  }

  /** Skips any number of slashes and backslashes, and reads what follows. */
  private static Optional<WebLink> withAuthority(String scheme, String text) {
    int from = 0;
    while (isSlash(text, from)) {
      from++;
    }
    int to = end(text, from, "/\\?#");
    var authority = text.substring(from, to);
    int user = authority.lastIndexOf('@');
    var rest = text.substring(isSlash(text, to) ? to + 1 : to);
    return origin(scheme, authority.substring(user + 1))
        .map(origin -> new WebLink(origin, target(List.of(), rest), user >= 0));
  }

  private static Optional<Origin> origin(String scheme, String authority) {
    int colon = authority.indexOf(':', Math.max(0, authority.lastIndexOf(']')));
    var host = colon < 0 ? authority : authority.substring(0, colon);
    var port = port(scheme, colon < 0 ? "" : authority.substring(colon + 1));
    return port.isEmpty()
        ? Optional.empty()
        : HostName.parse(host).map(name -> new Origin(scheme, name, port.getAsInt()));
  }

  private static OptionalInt port(String scheme, String text) {
    var digits = PORT.matcher(text);
    if (!digits.matches()) {
      return OptionalInt.empty();
    }
    if (text.isEmpty()) {
      return OptionalInt.of(scheme.equals("https") ? Origin.HTTPS_PORT : Origin.HTTP_PORT);
    }
    int port = digits.group(1).isEmpty() ? 0 : Integer.parseInt(digits.group(1));
    return port > MAX_PORT ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /**
   * Path and query.
   *
   * @param above the folders in which a relative path begins
   */
  private static String target(List<String> above, String text) {
    int end = end(text, 0, "?#");
    var segments = new ArrayList<>(above);
    var steps = text.substring(0, end).split("[/\\\\]", -1);
    for (int i = 0; i < steps.length; i++) {
      boolean isLast = i == steps.length - 1;
      switch (steps[i].replaceAll("(?i)%2e", ".")) {
        case "." -> addIf(isLast, segments, "");
        case ".." -> {
          if (!segments.isEmpty()) {
            segments.removeLast();
          }
          addIf(isLast, segments, "");
        }
        default -> segments.add(PercentCode.path(steps[i]));
      }
    }
    return "/" + String.join("/", segments) + query(text.substring(end));
  }

  private static void addIf(boolean condition, List<String> segments, String one) {
    if (condition) {
      segments.add(one);
    }
  }

  private static String query(String text) {
    return text.startsWith("?")
        ? "?" + PercentCode.query(text.substring(1, end(text, 1, "#")))
        : "";
  }

  private static boolean isSlash(String text, int at) {
    return at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\');
  }

  private static int end(String text, int from, String marks) {
    int at = from;
    while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
