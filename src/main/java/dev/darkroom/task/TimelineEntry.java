package dev.darkroom.task;

import java.time.Instant;

/**
 * One thing that happened to a task.
 *
 * @param step name of the step (package) that did it
 * @param outcome a few words, free of secrets
 */
public record TimelineEntry(Instant at, String step, String outcome) {}
