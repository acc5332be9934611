package dev.darkroom.aws;

import dev.darkroom.testing.WrittenEquals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kept connection is used for its own scheme, host and port, and for no other. */
class HttpOriginTest {
  @Test
  void everyComponentCounts() {
    WrittenEquals.assertThatEveryComponentCounts(
        List.of(
            new HttpOrigin(true, "a.example", 443),
            new HttpOrigin(true, "a.example", 443),
            new HttpOrigin(false, "a.example", 443),
            new HttpOrigin(true, "b.example", 443),
            new HttpOrigin(true, "a.example", 444)));
  }
}
