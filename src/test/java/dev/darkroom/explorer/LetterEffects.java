package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.check.SettleDeadLetters;
import dev.darkroom.explorer.World.Letter;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The dead letters of the settle queue. One of another task lies there from the start. */
record LetterEffects(Interner values) {
  static final Letter OF_ANOTHER =
      new Letter(0, Check.of(Examples.request("another").taskId()), Instant.EPOCH);

  private static final Duration HIDDEN = Duration.ofMinutes(1);

  static boolean isOfAnother(Letter letter) {
    return letter.number() == OF_ANOTHER.number();
  }

  World dead(World world, Check check) {
    var letters = new ArrayList<>(world.get(Part.DEAD));
    int number = 1;
    while (holds(letters, number)) {
      number++;
    }
    letters.add(new Letter(number, check, world.now()));
    return with(world, letters);
  }

  private static boolean holds(List<Letter> letters, int number) {
    return letters.stream().anyMatch(letter -> letter.number() == number);
  }

  static boolean isVisible(World world, Letter letter) {
    return !letter.visibleAt().isAfter(world.now());
  }

  List<Way> receive(World world) {
    var visible = world.get(Part.DEAD).stream().filter(one -> isVisible(world, one)).toList();
    var letters =
        visible.stream()
            .map(
                one ->
                    new SettleDeadLetters.Letter(one.number() + "", CheckJson.write(one.check())))
            .toList();
    var after = moved(world, visible::contains, world.now().plus(HIDDEN));
    return Way.write("letters: " + letters.size(), world, after, letters);
  }

  List<Way> show(World world, List<SettleDeadLetters.Letter> letters) {
    var shown = letters.stream().map(SettleDeadLetters.Letter::receipt).collect(Collectors.toSet());
    var after = moved(world, one -> shown.contains(one.number() + ""), world.now());
    return Way.write("letters shown: " + shown.size(), world, after, "shown");
  }

  List<Way> remove(World world, SettleDeadLetters.Letter letter) {
    var left =
        world.get(Part.DEAD).stream()
            .filter(one -> !letter.receipt().equals(one.number() + ""))
            .toList();
    return Way.write("letter removed", world, with(world, left), "removed");
  }

  private World moved(World world, Predicate<Letter> which, Instant visibleAt) {
    return with(
        world,
        world.get(Part.DEAD).stream()
            .map(one -> which.test(one) ? new Letter(one.number(), one.check(), visibleAt) : one)
            .toList());
  }

  World with(World world, List<Letter> letters) {
    return world.with(Part.DEAD, values.of(List.copyOf(letters)));
  }

  /** What is there at the start. */
  static List<Letter> first(Set<Feature> features) {
    return features.contains(Feature.RECHECK) ? List.of(OF_ANOTHER) : List.of();
  }
}
