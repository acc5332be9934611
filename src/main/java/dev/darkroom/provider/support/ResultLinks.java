package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.task.RemoteImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the results of a task in any shape. The shapes are one link or a list, a text or an object,
 * lists in lists, and a text that holds JSON. In an object without a known name, any text that
 * reads as a link is one.
 *
 * <p>Each listed element is an entry at its own place, readable or not. A place that holds nothing
 * (null, a blank, an empty object) is an image that was not made, and no entry.
 */
public final class ResultLinks {
  private static final int DEPTH = 8;

  /** More than any task makes; a longer list is no list of results. */
  private static final int MOST = 5000;

  /** The start of an object without a known link: enough to recognize it. */
  private static final int LONGEST_OBJECT = 200;

  /** Names of the link in an object of one result, by the documents of all providers. */
  private static final List<String> LINKS =
      List.of(
          "url",
          "video_url",
          "videoUrl",
          "image_url",
          "imageUrl",
          "file_url",
          "fileUrl",
          "download_url",
          "downloadUrl",
          "output_url",
          "result_url",
          "resultUrl",
          "link",
          "uri",
          "href",
          "src");

  /** Names of the results in an object; its own link comes first. */
  private static final List<String> PLACES =
      List.of(
          "resultUrls",
          "results",
          "result_data",
          "resources",
          "images",
          "image",
          "image_urls",
          "urls",
          "videos",
          "video",
          "outputs",
          "output",
          "result",
          "data",
          "files");

  /** The name of inline content, in the words of OpenAI's images API. */
  private static final String BASE64 = "b64_json";

  /** Names of links beside a result that are no results. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?i)thumb|preview|cover|poster|callback|webhook|notify|status|cancel|input|reference"
              + "|mask|docs|help|error");

  private static final Pattern LINK = Pattern.compile("(?i)data:|https?:|//");

  /** A link has no blank: text after one is another link. */
  private static final Pattern BETWEEN = Pattern.compile("(?<!\\s)\\s++(?=(?i:https?://|data:))");

  /** Marks around links in other texts: a list as Python prints it, Markdown, a sentence. */
  private static final Pattern HELD =
      Pattern.compile("(?i)https?://[^\\s\"'<>()\\[\\]{}]*[^\\s\"'<>()\\[\\]{},;.]");

  private ResultLinks() {}

  /** The results of the first of these places that holds any. */
  public static List<RemoteImage> in(JsonNode... places) {
    for (var place : places) {
      var entries = new ArrayList<String>();
      collect(place, false, 0, entries);
      if (entries.stream().anyMatch(entry -> !entry.isBlank())) {
        return images(entries);
      }
    }
    return List.of();
  }

  /**
   * Collects the entries of a node.
   *
   * @param isListed whether it is an element of a list: then it is an entry, whatever it says
   */
  private static void collect(JsonNode node, boolean isListed, int depth, List<String> entries) {
    if (depth > DEPTH || node.isMissingNode()) {
      return;
    }
    if (node.isArray()) {
      node.forEach(element -> collect(element, true, depth + 1, entries));
    } else if (node.isObject()) {
      inner(node)
          .ifPresentOrElse(
              inner -> collect(inner, isListed, depth + 1, entries),
              () -> collectUnnamed(node, isListed, depth, entries));
    } else {
      var text = node.isNull() ? "" : node.asText().strip();
      json(text)
          .ifPresentOrElse(
              value -> collect(value, isListed, depth + 1, entries),
              () -> split(text).forEach(one -> add(one, isListed || isLike(one), entries)));
    }
  }

  /** An element of a list is one result. Another object may have one result per field. */
  private static void collectUnnamed(
      JsonNode object, boolean isListed, int depth, List<String> entries) {
    var found = new ArrayList<String>();
    ProviderJson.text(object.path(BASE64)).map("data:;base64,"::concat).ifPresent(found::add);
    object
        .propertyStream()
        .filter(field -> !BESIDE.matcher(field.getKey()).find())
        .map(Map.Entry::getValue)
        .filter(value -> value.isContainerNode() || isLink(value.asText().strip()))
        .forEach(value -> collect(value, false, depth + 1, found));
    var links = found.stream().filter(ResultLinks::isLink).toList();
    if (isListed) {
      add(links.isEmpty() ? itself(object) : links.getFirst(), true, entries);
    } else {
      links.forEach(link -> add(link, true, entries));
    }
  }

  private static boolean isLink(String text) {
    return LINK.matcher(text).lookingAt();
  }

  private static List<String> split(String text) {
    if (isLink(text)) {
      return List.of(BETWEEN.split(text));
    }
    var held = HELD.matcher(text).results().limit(MOST).map(MatchResult::group).toList();
    return held.isEmpty() ? List.of(text) : held;
  }

  private static void add(String entry, boolean isOne, List<String> entries) {
    if (isOne && entries.size() < MOST) {
      entries.add(entry);
    }
  }

  private static String itself(JsonNode object) {
    var text = object.valueStream().allMatch(AnswerFields::isEmpty) ? "" : object.toString();
    return text.length() <= LONGEST_OBJECT ? text : text.substring(0, LONGEST_OBJECT);
  }

  private static Optional<JsonNode> inner(JsonNode object) {
    return Stream.concat(LINKS.stream(), PLACES.stream())
        .map(object::path)
        .filter(value -> !AnswerFields.isEmpty(value))
        .findFirst();
  }

  private static Optional<JsonNode> json(String text) {
    return text.startsWith("[") || text.startsWith("{")
        ? ProviderJson.value(text)
        : Optional.empty();
  }

  /** Whether a text by itself is meant as a link. */
  private static boolean isLike(String text) {
    return isLink(text) || text.contains("://");
  }

  private static List<RemoteImage> images(List<String> entries) {
    return IntStream.range(0, entries.size())
        .filter(index -> !entries.get(index).isBlank())
        .mapToObj(index -> new RemoteImage(index, entries.get(index)))
        .toList();
  }
}
