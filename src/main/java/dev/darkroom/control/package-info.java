/**
 * Control: what people decide about a task that exists.
 *
 * <p>In: a requester's cancel, or an operator's decision about a paid call whose fate is unknown.
 * Out: the record as it stands, and a check on the settle queue. Control publishes nothing and
 * delivers nothing. What follows: settlement.
 */
@NullMarked
package dev.darkroom.control;

import org.jspecify.annotations.NullMarked;
