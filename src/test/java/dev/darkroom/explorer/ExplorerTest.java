package dev.darkroom.explorer;

import static dev.darkroom.explorer.ProviderEffects.Keys.HONOURED;
import static dev.darkroom.explorer.ProviderEffects.Keys.IGNORED;
import static dev.darkroom.explorer.ProviderEffects.Keys.NONE;
import static dev.darkroom.explorer.ProviderEffects.Keys.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.explorer.Explorer.Bound;
import dev.darkroom.explorer.World.Budget;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplorerTest {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom");

  @ParameterizedTest
  @MethodSource("bounds")
  void noHistoryBreaksAnInvariant(Bound bound) {
    STEPS.setLevel(Level.OFF);
    long start = System.nanoTime();
    var result = new Explorer(bound).explore();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d states, %d transitions, %d leaves, %d scripts, whole %s, %.1f s%n",
        bound,
        result.states(),
        result.transitions(),
        result.leaves(),
        result.scripts(),
        result.isWhole(),
        seconds);
    if (result.broken().isPresent()) {
      var history = new Explorer(bound).shortest().or(result::broken);
      System.out.println(String.join("\n  ", history.get()));
      assertThat(history).isEmpty();
    }
  }

  static Stream<Bound> bounds() {
    long most = Long.getLong("states", 3_000_000);
    return Stream.of(
        new Bound("one event, one fault", true, NONE, 2, new Budget(1, 1, 1, 2, 0, 1), most),
        new Bound("two events, one fault", true, NONE, 2, new Budget(2, 1, 1, 1, 0, 1), most),
        new Bound("one event, two faults", true, NONE, 2, new Budget(1, 1, 1, 1, 0, 2), most),
        new Bound("polled, two faults", false, NONE, 2, new Budget(1, 0, 1, 2, 0, 2), most),
        new Bound("one decision, no fault", true, NONE, 2, new Budget(1, 1, 1, 2, 1, 0), most),
        new Bound("two decisions, no fault", true, NONE, 2, new Budget(1, 1, 0, 1, 2, 0), most),
        new Bound("one decision, one fault", true, NONE, 2, new Budget(1, 1, 1, 1, 1, 1), most),
        new Bound("heals, two faults", true, HONOURED, 2, new Budget(1, 1, 1, 2, 0, 2), most),
        new Bound("may heal, two faults", true, UNSEEN, 2, new Budget(1, 1, 1, 2, 0, 2), most),
        new Bound("heals, decision", true, HONOURED, 2, new Budget(1, 1, 0, 2, 1, 1), most),
        new Bound("keys ignored", true, IGNORED, 2, new Budget(1, 1, 1, 2, 0, 2), most));
  }
}
