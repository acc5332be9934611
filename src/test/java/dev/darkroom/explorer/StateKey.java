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
    for (long part : parts(world)) {
      high = mixed(high ^ part) * 0x9E3779B97F4A7C15L;
      low = mixed(low + part * 0xC2B2AE3D27D4EB4FL);
    }
    return new Key(high, low);
  }

  private long[] parts(World world) {
    var lives = world.lives().stream().mapToLong(this::part).sorted().toArray();
    var parts = new long[15 + lives.length];
    parts[0] = world.now().toEpochMilli();
    parts[1] = world.task().number();
    parts[2] = world.owned().number();
    parts[3] = world.queue().number();
    parts[4] = world.dead().number();
    parts[5] = world.theirs().number();
    parts[6] = world.told().number();
    parts[7] = world.tokens().number();
    parts[8] = world.pass().number();
    parts[9] = world.budget().number();
    parts[10] = world.known() ? 1 : 0;
    parts[11] = world.owed() ? 1 : 0;
    parts[12] = world.decided().number();
    parts[13] = world.canary().number();
    parts[14] = world.waiting().number();
    System.arraycopy(lives, 0, parts, 15, lives.length);
    return parts;
  }

  private long part(Live live) {
    return live.script().number * 1_000_003L
        + live.message().map(message -> values.of(message).number()).orElse(0);
  }

  private static long mixed(long value) {
    long one = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    long two = (one ^ (one >>> 29)) * 0xc4ceb9fe1a85ec53L;
    return two ^ (two >>> 32);
  }
}
