package dev.darkroom.bench;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The index of open tasks, as the fake of DynamoDB keeps it: keys only, sorted by next check. */
final class OpenIndex {
  private final Map<String, NavigableSet<Entry>> shards = new ConcurrentHashMap<>();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** One task in it. */
  record Entry(String shard, BigDecimal nextCheckAt, String task) {
    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::nextCheckAt).thenComparing(Entry::task);

    Map<String, ?> keys() {
      return Map.of(
          "pk", Map.of("S", task),
          "openShard", Map.of("S", shard),
          "nextCheckAt", Map.of("N", nextCheckAt.toPlainString()));
    }
  }

  Optional<Entry> find(String task) {
    return Optional.ofNullable(entries.get(task));
  }

  /**
   * Follows a write of the table.
   *
   * @return write units: one for each entry that goes or comes
   */
  int follow(String task, Optional<Entry> now) {
    var before = find(task);
    if (before.equals(now)) {
      return 0;
    }
    before.ifPresent(
        entry -> {
          shard(entry.shard()).remove(entry);
          entries.remove(task);
        });
    now.ifPresent(
        entry -> {
          shard(entry.shard()).add(entry);
          entries.put(task, entry);
        });
    return (before.isPresent() ? 1 : 0) + (now.isPresent() ? 1 : 0);
  }

  /** Behind this entry, between those moments, at most so many. */
  List<Entry> page(
      String shard, Optional<Entry> after, BigDecimal from, BigDecimal until, int limit) {
    var all = shard(shard);
    return after.map(entry -> all.tailSet(entry, false)).orElse(all).stream()
        .dropWhile(entry -> entry.nextCheckAt().compareTo(from) < 0)
        .takeWhile(entry -> entry.nextCheckAt().compareTo(until) <= 0)
        .limit(limit)
        .toList();
  }

  private NavigableSet<Entry> shard(String name) {
    return shards.computeIfAbsent(name, _ -> new ConcurrentSkipListSet<>(Entry.ORDER));
  }
}
