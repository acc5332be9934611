/**
 * Check: everything that may have news of a task ends in one queue.
 *
 * <p>In: a callback, the end of a submission, or the sweep's clock. Out: a {@link
 * dev.darkroom.check.Check} on the {@link dev.darkroom.check.SettleQueue}. What follows:
 * settlement.
 */
@NullMarked
package dev.darkroom.check;

import org.jspecify.annotations.NullMarked;
