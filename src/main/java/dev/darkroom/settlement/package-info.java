/**
 * Settlement: a provider's report becomes a final record, once.
 *
 * <p>In: a {@link dev.darkroom.check.Check}. Asks the provider with our own key, decides by pure
 * functions ({@link dev.darkroom.task.CheckAction}, {@link dev.darkroom.task.Decision}), has the
 * images delivered, writes the record. Out: a task in its next state. What follows: delivery, then
 * notification.
 */
@NullMarked
package dev.darkroom.settlement;

import org.jspecify.annotations.NullMarked;
