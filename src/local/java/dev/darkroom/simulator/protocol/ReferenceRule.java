package dev.darkroom.simulator.protocol;

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
public record ReferenceRule(List<String> pointers, int least, int most, List<String> endings)
    implements Rule {
  /** {@code .invalid} is a name that never leads anywhere (RFC 2606). */
  private static final Pattern NOWHERE = Pattern.compile("(?i).*\\.invalid\\.?");

  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]\\S*");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{64,}={0,2}");

  public ReferenceRule {
    pointers = List.copyOf(pointers);
    endings = List.copyOf(endings);
  }

  public ReferenceRule(List<String> pointers, int least, int most) {
    this(pointers, least, most, List.of());
  }

  public static boolean isLink(String text) {
    return LINK.matcher(text).matches();
  }

  @Override
  public void check(RequestFields fields) {
    var first = pointers.getFirst();
    var all = texts(fields);
    fields.check(all.size() >= least, first, "is required");
    fields.check(all.size() <= most, first, "must not be more than " + most + " images");
    for (var text : all) {
      fields.check(isImage(text), first, "must be links to images, or base64");
      fields.checkUpstream(isReachable(text), first, "could not be downloaded");
    }
  }

  /** How many there are. */
  public int count(RequestFields fields) {
    return texts(fields).size();
  }

  private List<String> texts(RequestFields fields) {
    var texts = new ArrayList<String>();
    for (var pointer : pointers) {
      var value = fields.at(pointer);
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
    var lower = text.toLowerCase(Locale.ROOT);
    return isLink(text) && endings.stream().anyMatch(lower::endsWith);
  }

  private static boolean isReachable(String text) {
    if (!isLink(text)) {
      return true;
    }
    try {
      var host = URI.create(text).getHost();
      return host != null && !NOWHERE.matcher(host).matches();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
