package dev.darkroom.explorer;

/** A set of keys of 128 bits, in one array: 16 bytes a state. */
final class KeySet {
  private long[] table = new long[1 << 16];
  private int size;

  /** Adds a key; false if it is there. */
  boolean add(StateKey.Key key) {
    if (4L * size >= table.length) { // half full, at two numbers a key
      grow();
    }
    boolean isNew = put(table, key.high(), key.low());
    size += isNew ? 1 : 0;
    return isNew;
  }

  boolean contains(StateKey.Key key) {
    return table[place(table, key.high(), key.low())] != 0;
  }

  int size() {
    return size;
  }

  private static boolean put(long[] table, long high, long low) {
    int at = place(table, high, low);
    if (table[at] != 0) {
      return false;
    }
    table[at] = high | 1;
    table[at + 1] = low;
    return true;
  }

  /** Where the key is, or would be. */
  private static int place(long[] table, long high, long low) {
    int mask = table.length - 2;
    int at = (int) (low ^ (low >>> 32)) << 1 & mask;
    while (table[at] != 0 && (table[at] != (high | 1) || table[at + 1] != low)) {
      at = at + 2 & mask;
    }
    return at;
  }

  private void grow() {
    var larger = new long[table.length * 2];
    for (int at = 0; at < table.length; at += 2) {
      if (table[at] != 0) {
        put(larger, table[at], table[at + 1]);
      }
    }
    table = larger;
  }
}
