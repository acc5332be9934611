package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A kept connection is used for its own scheme, host and port, and for no other. */
class HttpOriginTest {
  @Test
  void everyComponentCounts() {
    var one = new HttpOrigin(true, "a.example", 443);
    var others =
        List.of(
            new HttpOrigin(false, "a.example", 443),
            new HttpOrigin(true, "b.example", 443),
            new HttpOrigin(true, "a.example", 444));

    assertThat(new HttpOrigin(true, "a.example", 443)).isEqualTo(one).hasSameHashCodeAs(one);
    for (var other : others) {
      assertThat(other).isNotEqualTo(one);
      assertThat(other.hashCode()).isNotEqualTo(one.hashCode());
    }
  }
}
