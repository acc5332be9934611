package dev.darkroom.task;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of the list of tasks by their creation.
 *
 * @param since the oldest moment; empty: as far back as records are kept
 * @param from the place where it begins
 * @param now what is kept until when is counted from
 */
public record RecentRange(Optional<Instant> since, RecentMark from, Instant now) {}
