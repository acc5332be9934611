package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much heap a function of that memory has; {@code OpenAiNativeIT} looks at the binary. */
class HeapBoundTest {
  @ParameterizedTest
  @CsvSource({"128, 56", "160, 88", "199, 127", "64, 32", "0, 32"})
  void aSmallFunctionHasWhatTheBinaryLeaves(String memory, int megabytes) {
    assertThat(HeapBound.bytes(Optional.of(memory))).hasValue(megabytes * 1024L * 1024L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "256", "10240", "999999", "", "-1", "many", "12345678901"})
  void aLargeFunctionHasTheBoundOfTheBuild(String memory) {
    assertThat(HeapBound.bytes(Optional.of(memory))).isEmpty();
    assertThat(HeapBound.bytes(Optional.empty())).isEmpty();
  }

  @Test
  void theBoundOfTheBuildIsTheOneThatIsMeant() throws IOException {
    assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
        .contains("-R:MaxHeapSize=128m");
  }
}
