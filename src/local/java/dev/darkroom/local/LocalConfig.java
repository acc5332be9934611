package dev.darkroom.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What only local mode has. */
@ConfigMapping(prefix = "darkroom.local")
interface LocalConfig {
  /** {@code DARKROOM_LOCAL_FOLDER}: where the pictures lie, one folder a task. */
  @WithDefault("target/darkroom")
  Path folder();

  /** {@code DARKROOM_LOCAL_START}: whether settlement and sweep run; tests may do without. */
  @WithDefault("true")
  boolean start();

  /** {@code DARKROOM_LOCAL_S3_PORT}: of the embedded S3; 0: any that is free. */
  @WithDefault("9091")
  int s3Port();

  /** {@code DARKROOM_LOCAL_SIMULATOR}: whether the simulator is started. */
  @WithDefault("true")
  boolean simulator();

  /** {@code DARKROOM_LOCAL_SIMULATOR_PORT}: where. */
  @WithDefault("9090")
  int simulatorPort();

  /** {@code DARKROOM_LOCAL_SWEEP_EVERY}: in place of the schedule of every minute. */
  @WithDefault("PT5S")
  Duration sweepEvery();

  /** {@code DARKROOM_LOCAL_CLOCK}: a file that says how far time is moved on; for tests. */
  Optional<Path> clock();

  /**
   * {@code DARKROOM_LOCAL_HOSTS}: further names under which this machine is asked, comma separated,
   * such as {@code host.docker.internal}.
   */
  Optional<List<String>> hosts();
}
