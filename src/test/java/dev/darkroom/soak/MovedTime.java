package dev.darkroom.soak;

import dev.darkroom.local.MovedClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The time that everything is on, Darkroom as well as its counterparts. */
interface MovedTime {
  String FILE = "clock";

  Clock clock();

  /** Moves it on for everybody at once. */
  void advance(Duration time);

  /** The time of several processes, in a file of this folder. */
  static MovedTime in(Path folder) {
    var clock = MovedClock.of(folder.resolve(FILE));
    return new MovedTime() {
      @Override
      public Clock clock() {
        return clock;
      }

      @Override
      public void advance(Duration time) {
        clock.advance(time);
      }
    };
  }
}
