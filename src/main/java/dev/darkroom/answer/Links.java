package dev.darkroom.answer;

import dev.darkroom.task.TaskId;
import java.util.Map;
import java.util.stream.Collectors;

/** The links of an answer: paths, as its reader's own address begins elsewhere each time. */
final class Links {
  static final String SELF = "self";

  private Links() {}

  static Map<String, String> of(TaskId task) {
    return Map.of(SELF, "/v1/generations/" + task);
  }

  /** For a caller to whom the API begins with this base path. */
  static Map<String, String> behind(String base, Map<String, String> links) {
    return links.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, link -> base + link.getValue()));
  }
}
