package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main path where the functions are as slow as on Lambda: no time-out of ours is too short. */
class ProcessorShareNativeIT {
  /** Of the deployed functions, in MB. */
  private static final int MEMORY = 256;

  @Test
  void aRequestBecomesAPictureAtTheShareOfAProcessorThatLambdaGives(@TempDir Path folder) {
    var share = ProcessorShare.ofFunction(MEMORY);
    assumeTrue(share.isPresent(), "no control group can be made here");
    try (var part = share.orElseThrow();
        var site = Site.sharing(folder, part)) {
      var journey = Journey.begin(site, "order-slow");

      assertThat(journey.ring(journey.token()).path("statusCode").asInt()).isEqualTo(202);
      assertThat(journey.settle().path("batchItemFailures")).isEmpty();

      var record = journey.look();
      assertThat(record.path("status").asText()).isEqualTo("succeeded");
      assertThat(record.at("/images/0/sha256").asText()).isEqualTo(Site.sha256(Site.PICTURE));
    }
  }
}
