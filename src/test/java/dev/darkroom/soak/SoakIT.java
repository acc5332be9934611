package dev.darkroom.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Ten thousand tasks: {@code ./mvnw -Plocal verify -Psoak} (src/docs/soak.md). */
class SoakIT {
  @Test
  void nothingIsLostBilledTwiceOrUntoldInTenThousandTasks() {
    var application = Path.of(System.getProperty("soak.application"));
    int tasks = Integer.getInteger("soak.tasks", 10_000);
    long seed = Long.getLong("soak.seed", System.nanoTime());

    var folder = SoakSite.emptyFolder("soak-" + seed);
    var result = Soak.run(folder, Soak.packaged(application), tasks, seed);
    SoakPage.write(folder, result);
    System.out.println(result.stories());
    System.out.println(result.summary());

    assertThat(result.report().flaws()).as("seed %d", seed).isEmpty();
  }
}
