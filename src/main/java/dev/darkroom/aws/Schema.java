package dev.darkroom.aws;

/**
 * The version of an item's meaning. A new attribute that older code may ignore needs no new
 * version. A change that older code would misread needs one, and older code then leaves the item
 * alone.
 */
final class Schema {
  static final String ATTRIBUTE = "schema";

  /** The version of all items but tasks. */
  static final long FIRST = 1;

  /** The version of tasks since 2026-11-26: usual, empty and repeated values are left out. */
  static final long TASK = 2;

  /** The version of tombstones, since 2026-11-27: versions before it know no such item. */
  static final long TOMBSTONE = 3;

  private Schema() {}

  /**
   * Refuses an item that a newer version wrote.
   *
   * @param newest the newest schema that can be read, with all before it
   * @throws IllegalStateException names the item, its schema and the newest readable one
   */
  static void check(ItemReader item, long newest) {
    long schema = item.number(ATTRIBUTE);
    if (schema < 1 || schema > newest) {
      throw new IllegalStateException(
          "item %s has schema %d, and this version of Darkroom reads schema 1 to %d: run the version that wrote it"
              .formatted(item.text(TaskItem.KEY), schema, newest));
    }
  }
}
