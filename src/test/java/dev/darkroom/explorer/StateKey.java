package dev.darkroom.explorer;

import dev.darkroom.explorer.World.Live;

/**
 * Gives each state a key of 128 bits, made of the numbers of its parts. Two states of ten million
 * share one with a probability of about 10^-25.
 */
record StateKey(Interner values) {
  /** A key. */
  record Key(long high, long low) {}

  Key of(World world) {
    long high = 1;
    long low = 7;
    for (long part : numbers(world)) {
      high = mixed(high ^ part) * 0x9E3779B97F4A7C15L;
      low = mixed(low + part * 0xC2B2AE3D27D4EB4FL);
    }
    return new Key(high, low);
  }

  private long[] numbers(World world) {
    var parts = world.parts();
    var lives = world.lives().stream().mapToLong(this::number).sorted().toArray();
    var numbers = new long[4 + parts.size() + lives.length];
    numbers[0] = world.now().toEpochMilli();
    numbers[1] = world.budget().number();
    numbers[2] = world.known() ? 1 : 0;
    numbers[3] = (world.owed() ? 1L : 0L) + (world.isInTime() ? 2L : 0L);
    for (int at = 0; at < parts.size(); at++) {
      numbers[4 + at] = parts.get(at).number();
    }
    System.arraycopy(lives, 0, numbers, 4 + parts.size(), lives.length);
    return numbers;
  }

  private long number(Live live) {
    return live.script().number * 1_000_003L
        + live.message().map(message -> values.of(message).number()).orElse(0)
        + live.skew().toSeconds() * 1_000_000_007L * 1_000_003L;
  }

  private static long mixed(long value) {
    long one = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    long two = (one ^ (one >>> 29)) * 0xc4ceb9fe1a85ec53L;
    return two ^ (two >>> 32);
  }
}
