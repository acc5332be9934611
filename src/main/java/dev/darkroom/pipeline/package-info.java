/**
 * The way of an event, on one page: {@link dev.darkroom.pipeline.SubmitPipeline}. An event comes
 * in; a task, or why there is none, goes out. The steps are called from here and return values; no
 * step calls the next.
 */
@NullMarked
package dev.darkroom.pipeline;

import org.jspecify.annotations.NullMarked;
