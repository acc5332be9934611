package dev.darkroom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What holds of each record whose {@code equals} is written out. */
public final class WrittenEquals {
  private WrittenEquals() {}

  /**
   * Every component counts, and no other type is equal.
   *
   * @param records of one kind: two of the same, and others that differ in one component each
   */
  public static void assertThatEveryComponentCounts(List<? extends Record> records) {
    var one = records.getFirst();
    assertThat(records.get(1)).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
    for (var other : records.subList(2, records.size())) {
      assertThat(other).isNotEqualTo(one);
      assertThat(other.hashCode()).isNotEqualTo(one.hashCode());
    }
    assertThat(one).isNotEqualTo(null).isNotEqualTo("a");
  }
}
