package dev.darkroom.base;

import java.util.List;
import java.util.Optional;

/** The lists of settings, separated by commas. */
public final class CommaList {
  private CommaList() {}

  /** The entries without blanks around them: a blank after a comma is part of no name. */
  public static List<String> entries(Optional<List<String>> setting) {
    return setting.orElse(List.of()).stream()
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
