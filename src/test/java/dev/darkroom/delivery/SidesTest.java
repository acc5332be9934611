package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.MediaHeader.Sides;
import org.junit.jupiter.api.Test;

/** Both sides count, each for itself. */
class SidesTest {
  @Test
  void theyAreEqualWhereBothAre() {
    assertThat(new Sides(2, 3)).isEqualTo(new Sides(2, 3)).hasSameHashCodeAs(new Sides(2, 3));
    assertThat(new Sides(2, 3)).isNotEqualTo(new Sides(3, 2)).isNotEqualTo(new Sides(2, 2));
    assertThat(new Sides(2, 3).hashCode()).isNotEqualTo(new Sides(3, 2).hashCode());
    assertThat(new Sides(0, 0)).isEqualTo(Sides.UNKNOWN);
  }
}
