/**
 * Routing: who makes the picture, and what cannot be kept.
 *
 * <p>In: a {@link dev.darkroom.task.GenerationRequest}. Out: {@link
 * dev.darkroom.submission.Route}s, lossless first, each with its adjustments. Otherwise a problem
 * that lists, per provider, each field it cannot honour. Routing reads the capability table, and
 * asks the {@link dev.darkroom.routing.ReferenceStore} about reference images. What follows:
 * submission.
 */
@NullMarked
package dev.darkroom.routing;

import org.jspecify.annotations.NullMarked;
