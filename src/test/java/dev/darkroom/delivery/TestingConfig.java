package dev.darkroom.delivery;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

record TestingConfig(
    Duration timeBudget, MemorySize maxBytes, MemorySize maxVideoBytes, MemorySize diskBudget)
    implements DeliveryConfig {
  static final int MIB = 1024 * 1024;

  /** Nothing in a test comes near these limits, unless it means to. */
  static TestingConfig roomy() {
    return new TestingConfig(
        Duration.ofMinutes(2), size(50L * MIB), size(250L * MIB), size(400L * MIB));
  }

  TestingConfig withTimeBudget(Duration next) {
    return new TestingConfig(next, maxBytes, maxVideoBytes, diskBudget);
  }

  TestingConfig withMaxBytes(long next) {
    return new TestingConfig(timeBudget, size(next), maxVideoBytes, diskBudget);
  }

  TestingConfig withMaxVideoBytes(long next) {
    return new TestingConfig(timeBudget, maxBytes, size(next), diskBudget);
  }

  TestingConfig withDiskBudget(long next) {
    return new TestingConfig(timeBudget, maxBytes, maxVideoBytes, size(next));
  }

  private static MemorySize size(long bytes) {
    return new MemorySize(BigInteger.valueOf(bytes));
  }
}
