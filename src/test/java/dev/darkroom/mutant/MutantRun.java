package dev.darkroom.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.mutant.Killer.Explorer;
import dev.darkroom.mutant.Killer.NamedTest;
import dev.darkroom.mutant.MutantsPage.Kill;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mutant is noticed by what its line names. It takes minutes, so no build runs it by itself:
 * {@code ./mvnw test -Dtest=MutantRun}, with {@code -Dmutant=<regex>} for some of them. With {@code
 * -Ddocs=write} it writes their lines of {@code src/docs/mutants.md}.
 */
class MutantRun {
  private static final Logger STEPS = Logger.getLogger("dev.darkroom");
  private static final MutantCompiler COMPILER = new MutantCompiler();
  private static final Set<NamedTest> GREEN = new HashSet<>();
  private static final Map<Mutant, Kill> KILLS = new HashMap<>();

  @ParameterizedTest
  @MethodSource("mutants")
  void itIsNoticed(Mutant mutant) throws Exception {
    var killer = mutant.killer();
    if (killer instanceof NamedTest test && GREEN.add(test)) {
      assertThat(TestLauncher.isGreen(test, new MutantLoader(Map.of())))
          .as("%s is green without any fault", test)
          .isTrue();
    }

    long start = System.nanoTime();
    var kill = kill(mutant, new MutantLoader(COMPILER.compile(mutant)), start);

    System.out.printf(
        "%5.1f s | %s | %s %s%n", kill.seconds(), mutant, mutant.killer(), kill.broken());
    KILLS.put(mutant, kill);
  }

  private static Kill kill(Mutant mutant, MutantLoader loader, long start) throws Exception {
    var broken = "";
    switch (mutant.killer()) {
      case Explorer(var bound) -> {
        broken = explored(bound, loader);
        assertThat(broken).as("what the explorer finds of: %s", mutant).isNotEmpty();
      }
      case NamedTest test ->
          assertThat(TestLauncher.isGreen(test, loader))
              .as("%s is green in spite of: %s", test, mutant)
              .isFalse();
    }
    return new Kill(mutant, broken, (System.nanoTime() - start) / 1e9);
  }

  /** The invariant that breaks, without the values that show it. */
  private static String explored(String bound, MutantLoader loader) throws Exception {
    STEPS.setLevel(Level.OFF);
    try {
      var probe = loader.loadClass("dev.darkroom.explorer.Probe");
      var probed = (Callable<?>) probe.getConstructor(String.class).newInstance(bound);
      return ((String) probed.call()).replace("==> ", "").split(":", -1)[0];
    } finally {
      STEPS.setLevel(null);
    }
  }

  static List<Mutant> mutants() {
    var some = Pattern.compile(System.getProperty("mutant", ""));
    return Mutants.all().stream()
        .filter(one -> some.matcher(one + " " + one.killer()).find())
        .toList();
  }

  @AfterAll
  static void write() throws IOException {
    if ("write".equals(System.getProperty("docs"))) {
      MutantsPage.write(KILLS);
    }
  }
}
