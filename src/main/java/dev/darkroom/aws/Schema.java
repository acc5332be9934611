package dev.darkroom.aws;

/**
 * The version of what an item means. New attributes that older code may overlook need no new one;
 * whatever older code would misread does, and older code then keeps its hands off it.
 */
final class Schema {
  static final String ATTRIBUTE = "schema";

  /** Of everything but tasks. */
  static final long FIRST = 1;

  /**
   * Of tasks since 2026-11-26: what is usual, empty or said elsewhere in the record is left out.
   */
  static final long TASK = 2;

  private Schema() {}

  /**
   * Refuses what a newer version wrote.
   *
   * @param newest which we read, with all before it
   * @throws IllegalStateException names the item, its schema and ours
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
