package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Sides;
import dev.darkroom.testing.WrittenEquals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both sides count, each for itself. */
class SidesTest {
  @Test
  void theyAreEqualWhereBothAre() {
    WrittenEquals.assertThatEveryComponentCounts(
        List.of(
            new Sides(2, 3), new Sides(2, 3), new Sides(3, 2), new Sides(2, 2), new Sides(3, 3)));
    assertThat(new Sides(0, 0)).isEqualTo(Sides.UNKNOWN);
  }
}
