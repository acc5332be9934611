package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Paths as long as a request line may be. */
class LongPathTest {
  @Test
  void aPathOfManyFoldersIsNoRoute() {
    assertThat(HttpRoute.match("GET", "/a".repeat(50_000) + "/v1/nothing"))
        .isInstanceOf(HttpRoute.Match.NoSuchPath.class);
    assertThat(HttpRoute.match("GET", "/a".repeat(4_000) + "/v1/models"))
        .isInstanceOf(HttpRoute.Match.Found.class);
    assertThat(HttpRoute.match("GET", "/v1/".repeat(2_500)))
        .isInstanceOf(HttpRoute.Match.NoSuchPath.class);
  }

  /** Where each could be the beginning of a route, looking at each of them took minutes. */
  @Test
  void aPathFullOfBeginningsIsNoRoute() {
    assertThat(HttpRoute.match("GET", "/v1".repeat(300_000) + "/"))
        .isInstanceOf(HttpRoute.Match.NoSuchPath.class);
    assertThat(HttpRoute.match("GET", "/v1".repeat(3_000) + "/models"))
        .isEqualTo(new HttpRoute.Match.Found(HttpRoute.MODELS, Map.of(), "/v1".repeat(2_999)));
  }
}
