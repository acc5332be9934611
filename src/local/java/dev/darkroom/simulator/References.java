package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reference pictures of a create call, in one field or in several that are counted together.
 *
 * @param least none are needed if 0
 * @param endings what a link must end in; empty: anything
 */
record References(List<String> pointers, int least, int most, List<String> endings)
    implements Rule {
  /** {@code .invalid} is a name that never leads anywhere (RFC 2606). */
  private static final Pattern NOWHERE = Pattern.compile("(?i).*\\.invalid\\.?");

  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]\\S*");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{64,}={0,2}");

  References {
    pointers = List.copyOf(pointers);
    endings = List.copyOf(endings);
  }

  References(List<String> pointers, int least, int most) {
    this(pointers, least, most, List.of());
  }

  static boolean isLink(String text) {
    return LINK.matcher(text).matches();
  }

  @Override
  public void check(Fields fields) {
    String first = pointers.getFirst();
    List<String> all = texts(fields);
    fields.check(all.size() >= least, first, "is required");
    fields.check(all.size() <= most, first, "must not be more than " + most + " images");
    for (String text : all) {
      fields.check(isImage(text), first, "must be links to images, or base64");
      fields.checkUpstream(isReachable(text), first, "could not be downloaded");
    }
  }

  /** How many there are. */
  int count(Fields fields) {
    return texts(fields).size();
  }

  private List<String> texts(Fields fields) {
    var texts = new ArrayList<String>();
    for (String pointer : pointers) {
      JsonNode value = fields.at(pointer);
      if (value.isArray()) {
        value.forEach(element -> texts.add(element.asText()));
      } else if (!fields.isAbsent(pointer)) {
        texts.add(value.asText());
      }
    }
    return texts;
  }

  private boolean isImage(String text) {
    if (text.startsWith("data:")) {
      return text.startsWith("data:image/") && text.contains(";base64,");
    }
    if (endings.isEmpty()) {
      return isLink(text) || BASE64.matcher(text).matches();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return isLink(text) && endings.stream().anyMatch(lower::endsWith);
  }

  private static boolean isReachable(String text) {
    if (!isLink(text)) {
      return true;
    }
    try {
      String host = URI.create(text).getHost();
      return host != null && !NOWHERE.matcher(host).matches();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
