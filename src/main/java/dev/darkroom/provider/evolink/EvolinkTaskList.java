package dev.darkroom.provider.evolink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RecentTasks.ListedTask;
import dev.darkroom.provider.RecentTasks.Unknown;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code GET /v1/tasks}, page by page: {@code {"data": [{id, model, created_at, …}]}}, the
 * newest first (EvoLinkAI/evolink-mcp @48a8fe9a, api-client.ts, read 2026-11-26).
 *
 * <p>A list that is not as it should be proves nothing: without a date, from a cache, beside an
 * error, with a field twice, read too slowly, out of order, from the future, with an entry that
 * cannot be read, or at its end before an older task.
 */
final class EvolinkTaskList {
  /** Clocks of one provider's machines may be five minutes apart. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  /** A longer reading would make every task look older; and settlement has two minutes in all. */
  private static final Duration LONGEST_READING = Duration.ofMinutes(1);

  private static final Duration SKEW = CLOCKS_APART.plus(LONGEST_READING);

  private static final int OK = 200;

  /** {@code Age} of an answer that no cache kept (RFC 9111, section 5.1). */
  private static final String FRESH = "0";

  private static final int LONGEST_PAGE = 1000;

  private final ProviderId provider;
  private final AccountFingerprint account;
  private final Duration age;
  private final InstantSource clock;
  private final Instant begun;
  private final Set<ListedTask> since = new LinkedHashSet<>();
  private boolean isReadBack;
  private Instant last = Instant.MAX;

  /**
   * Before the first page.
   *
   * @param age how long ago the moment was that the list is to be read back to
   * @param clock of Darkroom
   */
  EvolinkTaskList(
      ProviderId provider, AccountFingerprint account, Duration age, InstantSource clock) {
    this.provider = provider;
    this.account = account;
    this.age = age;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** Reads the next page; empty: one more is needed. */
  Optional<RecentTasks> read(Answered page) {
    if (clock.instant().isAfter(begun.plus(LONGEST_READING))) {
      return unknown("its list takes too long to read");
    }
    var theirNow = page.answeredAt();
    var entries = entries(page);
    if (theirNow.isEmpty() || entries.isEmpty() || entries.get().size() > LONGEST_PAGE) {
      return unknown("its list cannot be read");
    }
    if (entries.get().isEmpty()) {
      return unknown("its list ends before an older task");
    }
    for (var entry : entries.get()) {
      var fault = fault(entry, theirNow.get());
      if (fault.isPresent()) {
        return unknown(fault.get());
      }
    }
    return isReadBack ? Optional.of(complete()) : Optional.empty();
  }

  /** The entries of a page that can be read in one way only, as the provider wrote it just now. */
  private static Optional<JsonNode> entries(Answered page) {
    boolean isFresh = page.headers().getOrDefault("age", FRESH).strip().equals(FRESH);
    return ProviderJson.exactObject(page.body())
        .filter(_ -> page.status() == OK && isFresh)
        .filter(body -> EvolinkErrors.in(body).isEmpty())
        .map(body -> body.path("data"))
        .filter(JsonNode::isArray);
  }

  private RecentTasks complete() {
    return new Complete(account, List.copyOf(since));
  }

  /** Takes an entry in; what is wrong with it, if anything is. */
  private Optional<String> fault(JsonNode entry, Instant theirNow) {
    var ref = TaskIds.ref(provider, TaskIds.in(entry.path("id")));
    var created = created(entry.path("created_at"));
    if (ref.isEmpty() || created.isEmpty()) {
      return Optional.of("its list has an entry that cannot be read");
    }
    if (created.get().isAfter(last)) {
      return Optional.of("its list is out of order");
    }
    if (created.get().isAfter(theirNow.plus(SKEW))) {
      return Optional.of("its list has a task of the future");
    }
    last = created.get();
    var task = new ListedTask(ref.get(), ProviderJson.name(entry.path("model")));
    boolean isEarlier = Duration.between(created.get(), theirNow).minus(SKEW).compareTo(age) > 0;
    if (isEarlier) {
      isReadBack = true;
    } else {
      since.add(task);
    }
    return Optional.empty();
  }

  /** Seconds, as its client reads them. A text could be a local time that calls itself UTC. */
  private static Optional<Instant> created(JsonNode number) {
    return number.isNumber() ? ProviderJson.instant(number) : Optional.empty();
  }

  private static Optional<RecentTasks> unknown(String why) {
    return Optional.of(new Unknown(why));
  }
}
