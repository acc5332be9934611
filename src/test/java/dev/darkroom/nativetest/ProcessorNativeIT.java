package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * TLS is most of what the functions compute. Without the processor's own instructions for AES and
 * for GCM's multiplication it takes several times as long: the default of native-image has neither.
 */
class ProcessorNativeIT {
  private static final boolean IS_ARM = System.getProperty("os.arch").equals("aarch64");

  /** As objdump begins the names of these instructions. */
  private static final List<String> INSTRUCTIONS =
      IS_ARM ? List.of("aese", "pmull") : List.of("vaesenc", "vaesdec", "vpclmul");

  private static final List<String> FEATURES =
      IS_ARM ? List.of("AES", "PMULL") : List.of("AES", "CLMUL");

  private static final Pattern COMPLAINT =
      Pattern.compile(
          "The current machine does not support all of the following CPU features that are"
              + " required by the image: \\[([A-Z0-9_, ]+)]");

  @Test
  void tlsIsDoneByTheProcessorsOwnInstructions() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                "objdump", "-d", "--no-show-raw-insn", FunctionZip.bootstrap().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    var found = new TreeMap<String, Long>();
    try (var lines = process.inputReader(StandardCharsets.US_ASCII).lines()) {
      lines.flatMap(ProcessorNativeIT::mnemonic).forEach(one -> found.merge(one, 1L, Long::sum));
    }

    assertThat(process.waitFor()).isZero();
    assertThat(found).containsOnlyKeys(INSTRUCTIONS);
  }

  @Test
  void onAProcessorWithoutThemTheErrorNamesWhatIsMissing() throws IOException {
    var binary =
        new String(Files.readAllBytes(FunctionZip.bootstrap()), StandardCharsets.ISO_8859_1);

    var complaint = COMPLAINT.matcher(binary);

    assertThat(complaint.find()).isTrue();
    assertThat(complaint.group(1).split(", ", -1)).containsAll(FEATURES);
  }

  /** Of a line such as {@code 4a1f3c: vaesenc %xmm1,%xmm0,%xmm0}. */
  private static Stream<String> mnemonic(String line) {
    int address = line.indexOf(":\t");
    return address < 0
        ? Stream.empty()
        : INSTRUCTIONS.stream().filter(name -> line.startsWith(name, address + 2));
  }
}
