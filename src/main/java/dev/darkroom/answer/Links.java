package dev.darkroom.answer;

import dev.darkroom.task.TaskId;
import java.util.Map;
import java.util.stream.Collectors;

/** The links of an answer. They are paths: each reader's address begins elsewhere. */
final class Links {
  static final String SELF = "self";

  private Links() {}

  static Map<String, String> of(TaskId task) {
    return Map.of(SELF, "/v1/generations/" + task);
  }

  /** The links for a caller whose API begins with this base path. */
  static Map<String, String> behind(String base, Map<String, String> links) {
    return links.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, link -> base + link.getValue()));
  }
}
