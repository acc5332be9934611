/**
 * The vocabulary and the state machine: values and total functions, nothing else.
 *
 * <p>Knows only {@code java.*} and JSpecify: no I/O, no clock, no randomness, no environment. Time
 * comes in as an argument; effects are somebody else's.
 */
@NullMarked
package dev.darkroom.task;

import org.jspecify.annotations.NullMarked;
