package dev.darkroom.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names that are known at a place. Of an unknown one it says which of them was meant: the
 * nearest by spelling, or the nearest that begins or ends so.
 *
 * @param all in the order of the alphabet
 */
public record KnownNames(List<String> all) {
  /** A longer name has no near one: comparing takes the product of both lengths. */
  private static final int LONGEST = 64;

  /** So short a beginning or end could be of any name. */
  private static final int SHORTEST_PART = 3;

  public KnownNames {
    all = all.stream().distinct().sorted().toList();
  }

  public static KnownNames of(Collection<String> names) {
    return new KnownNames(List.copyOf(names));
  }

  /** What to say behind "is not known": the nearest name, or else all of them. */
  public String hint(String unknown) {
    return nearest(unknown).map(KnownNames::question).orElseGet(this::list);
  }

  /** The question for a name that is meant. */
  public static String question(String meant) {
    return "; did you mean " + meant + "?";
  }

  /** All names. */
  public String list() {
    return "; known are " + String.join(", ", all);
  }

  /** The name that was meant; empty: none is near. */
  public Optional<String> nearest(String unknown) {
    var meant = spelling(unknown);
    if (meant.isEmpty() || unknown.length() > LONGEST) {
      return Optional.empty();
    }
    return all.stream()
        .filter(name -> isNear(meant, spelling(name)))
        .min(Comparator.comparingInt(name -> mistakes(meant, spelling(name))));
  }

  private static boolean isNear(String meant, String name) {
    int shorter = Math.min(meant.length(), name.length());
    return mistakes(meant, name) <= Math.max(1, shorter / 3) || isPart(meant, name);
  }

  /** Whether the name begins with it, nearly, or ends with it. */
  private static boolean isPart(String meant, String name) {
    if (meant.length() < SHORTEST_PART || meant.length() >= name.length()) {
      return false;
    }
    return name.endsWith(meant)
        || mistakes(meant, name.substring(0, meant.length())) <= meant.length() / 4;
  }

  /** Letters and digits alone: {@code aspect_ratio} is {@code aspectRatio}. */
  private static String spelling(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /**
   * How many letters have to be put, left out, changed, or exchanged with the next one (the optimal
   * string alignment distance).
   */
  private static int mistakes(String one, String other) {
    var table = new int[one.length() + 1][other.length() + 1];
    for (int row = 0; row <= one.length(); row++) {
      for (int column = 0; column <= other.length(); column++) {
        table[row][column] =
            row == 0 || column == 0 ? row + column : least(table, one, row, other, column);
      }
    }
    return table[one.length()][other.length()];
  }

  private static int least(int[][] table, String one, int row, String other, int column) {
    char letter = one.charAt(row - 1);
    char its = other.charAt(column - 1);
    int least =
        Math.min(
            Math.min(table[row - 1][column], table[row][column - 1]) + 1,
            table[row - 1][column - 1] + (letter == its ? 0 : 1));
    boolean areExchanged =
        row > 1 && column > 1 && letter == other.charAt(column - 2) && its == one.charAt(row - 2);
    return areExchanged ? Math.min(least, table[row - 2][column - 2] + 1) : least;
  }
}
