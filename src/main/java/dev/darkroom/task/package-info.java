/**
 * The vocabulary and the state machine: values and total functions, nothing else.
 *
 * <p>Knows only {@code java.*} and JSpecify: no I/O, no clock, no randomness, no environment. Time
 * is an argument; other packages have the effects.
 */
@NullMarked
package dev.darkroom.task;

import org.jspecify.annotations.NullMarked;
