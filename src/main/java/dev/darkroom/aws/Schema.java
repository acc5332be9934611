package dev.darkroom.aws;

/**
 * The version of what an item means. New attributes that older code may overlook need no new one;
 * whatever older code would misread does, and older code then keeps its hands off it.
 */
final class Schema {
  static final String ATTRIBUTE = "schema";
  static final long CURRENT = 1;

  private Schema() {}

  /**
   * Refuses what a newer version wrote.
   *
   * @throws IllegalStateException names the item, its schema and ours
   */
  static void check(Fields item) {
    long schema = item.number(ATTRIBUTE);
    if (schema < 1 || schema > CURRENT) {
      throw new IllegalStateException(
          "item %s has schema %d, and this version of Darkroom reads schema 1 to %d: run the version that wrote it"
              .formatted(item.text(TaskItem.KEY), schema, CURRENT));
    }
  }
}
