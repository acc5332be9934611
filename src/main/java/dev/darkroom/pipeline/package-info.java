/**
 * The steps of an event, on one page: {@link dev.darkroom.pipeline.SubmitPipeline}.
 *
 * <p>In: an event. Out: a task, or why there is none. The steps are called from here and return
 * values; no step calls the next.
 */
@NullMarked
package dev.darkroom.pipeline;

import org.jspecify.annotations.NullMarked;
