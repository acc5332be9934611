package dev.darkroom.simulator.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The faults that a prompt asks for.
 *
 * @param values of each fault; empty where a fault takes none
 */
public record Faults(Map<Fault, String> values) {
  private static final Pattern TAG =
      Pattern.compile("@fault:([a-z0-9-]+)(?:=([^\\s/]+))?(?:/([a-z0-9-]+))?");
  private static final Map<String, Fault> BY_WORD =
      Fault.all().stream().collect(Collectors.toMap(Fault::word, Function.identity()));

  public Faults {
    values = Map.copyOf(values);
  }

  /**
   * What a prompt asks one provider for.
   *
   * @param provider {@code @fault:<name>/<provider>} is meant for that one alone
   */
  public static Faults in(String prompt, String provider) {
    var values = new HashMap<Fault, String>();
    tags(prompt)
        .filter(tag -> tag.provider().filter(one -> !one.equals(provider)).isEmpty())
        .forEach(tag -> tag.fault().ifPresent(fault -> values.put(fault, tag.valueOf(fault))));
    return new Faults(values);
  }

  /**
   * A misspelt fault would make a test pass for nothing.
   *
   * @param providers every name there is
   */
  public static List<String> unknownIn(String prompt, List<String> providers) {
    return tags(prompt)
        .flatMap(
            tag ->
                Stream.concat(
                    Stream.of(tag.word()).filter(word -> !tag.isKnown()),
                    tag.provider().stream().filter(name -> !providers.contains(name))))
        .toList();
  }

  public boolean has(Fault fault) {
    return values.containsKey(fault);
  }

  /** The value of a fault, if the prompt asks for the fault. */
  public Optional<String> value(Fault fault) {
    return Optional.ofNullable(values.get(fault));
  }

  /** The same as a number; 0: the prompt does not ask for the fault. */
  public int number(Fault fault) {
    return value(fault).map(Integer::parseInt).orElse(0);
  }

  private static Stream<Tag> tags(String prompt) {
    return TAG.matcher(prompt)
        .results()
        .map(
            (MatchResult found) ->
                new Tag(
                    found.group(1),
                    Optional.ofNullable(found.group(2)).map(text -> text.replace('+', ' ')),
                    Optional.ofNullable(found.group(3))));
  }

  private record Tag(String word, Optional<String> value, Optional<String> provider) {
    Optional<Fault> fault() {
      return Optional.ofNullable(BY_WORD.get(word));
    }

    String valueOf(Fault fault) {
      return value.orElseGet(fault::otherwise);
    }

    /** Whether there is such a fault, and takes a value if one is named. */
    boolean isKnown() {
      return fault().filter(it -> value.isEmpty() || !it.otherwise().isEmpty()).isPresent();
    }
  }
}
