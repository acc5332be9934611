package dev.darkroom.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mutant breaks an invariant that the explorer watches. It takes a quarter of an hour, so no
 * build runs it by itself: {@code ./mvnw test -Dtest=MutantRun}.
 */
class MutantRun {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom");

  @BeforeEach
  void silence() {
    STEPS.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    STEPS.setLevel(null);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void theExplorerKillsIt(Mutant mutant) throws Exception {
    var probe = MutantLoader.of(mutant).loadClass("dev.darkroom.explorer.Probe");
    long start = System.nanoTime();
    var broken = ((Callable<?>) probe.getConstructor().newInstance()).call();
    System.out.printf(
        "%5.1f s | %s | %s | %s%n",
        (System.nanoTime() - start) / 1e9, mutant.file(), mutant.what(), broken);
    assertThat(broken).as(mutant.what()).isNotEqualTo("");
  }

  static List<Mutant> mutants() {
    return Mutants.all();
  }
}
