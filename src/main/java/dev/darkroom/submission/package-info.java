/**
 * Submission: the one place where money is spent.
 *
 * <p>In: a {@link dev.darkroom.task.GenerationRequest} and the routes that can serve it. Out: a
 * {@link dev.darkroom.submission.SubmissionResult}; the task is claimed before the paid call and
 * its reference is written right after. What follows: the provider's callback, or a check.
 *
 * <p>At most one paid submit per task ever leaves the machine. A call that may have reached a
 * provider is never made again, to it or to another.
 */
@NullMarked
package dev.darkroom.submission;

import org.jspecify.annotations.NullMarked;
