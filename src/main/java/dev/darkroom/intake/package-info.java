/**
 * Intake: an untrusted event becomes a normalized request, or a list of all its faults.
 *
 * <p>In: an {@link dev.darkroom.intake.Event}, the bytes of one event and what its carrier knows.
 * Out: a {@link dev.darkroom.task.GenerationRequest}, or a problem that names each path and its
 * remedy. What follows: routing.
 */
@NullMarked
package dev.darkroom.intake;

import org.jspecify.annotations.NullMarked;
