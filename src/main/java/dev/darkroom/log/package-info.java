/**
 * The log: one structured line a step, with nothing in it that must not be seen, and with the
 * metrics that CloudWatch takes from it.
 */
@NullMarked
package dev.darkroom.log;

import org.jspecify.annotations.NullMarked;
