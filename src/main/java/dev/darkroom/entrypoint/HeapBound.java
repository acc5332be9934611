package dev.darkroom.entrypoint;

import io.quarkus.runtime.ImageMode;
import java.util.Optional;
import java.util.OptionalLong;
import org.graalvm.nativeimage.RuntimeOptions;

/**
 * The bound of the heap in a small function. The binary has one bound from its build, which is as
 * large as the memory of the smallest function: a collector that may grow so far does, and Lambda
 * ends the process.
 */
final class HeapBound {
  private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
  private static final long MB = 1024 * 1024;

  /** The bound from the build ({@code application.properties}), in MB. */
  private static final int BUILT = 128;

  /** What the binary needs beside its heap, in MB: its mapped code and data, threads, buffers. */
  private static final int BESIDE = 72;

  /** Less is not enough for any event, in MB. Lambda has no function with less than 128. */
  private static final int LEAST = 32;

  private HeapBound() {}

  /** Sets the bound, before the heap has grown. On a JVM there is nothing to set. */
  static void set() {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      bytes(Optional.ofNullable(System.getenv(MEMORY)))
          .ifPresent(bytes -> RuntimeOptions.set("MaxHeapSize", bytes));
    }
  }

  /**
   * The bound in bytes; empty: that of the build.
   *
   * @param memory of the function in MB, as Lambda says it
   */
  static OptionalLong bytes(Optional<String> memory) {
    return memory
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(Integer::parseInt)
        .map(whole -> Math.max(LEAST, whole - BESIDE))
        .filter(bound -> bound < BUILT)
        .map(bound -> OptionalLong.of(bound * MB))
        .orElseGet(OptionalLong::empty);
  }
}
