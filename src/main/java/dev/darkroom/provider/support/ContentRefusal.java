package dev.darkroom.provider.support;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes a refusal of the content by a provider's words, English or Chinese. */
public final class ContentRefusal {
  private static final Pattern CONTENT =
      Pattern.compile(
          "content[ _-]?(policy|filter|moderation)|moderation|nsfw|sensitive["
              + " _-]?(content|information|words)|(blocked|rejected|flagged|stopped) by"
              + " [^.]{0,20}safety|敏感|违规|(input|output)[ _-]?(image|text)?["
              + " _-]?sensitive|prohibited content|violat\\w+ .*polic");

  private ContentRefusal() {}

  /** Whether a code, a type or a message means refused content. */
  public static boolean isIn(String words) {
    return CONTENT.matcher(words.toLowerCase(Locale.ROOT)).find();
  }
}
