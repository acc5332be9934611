/**
 * The outside world of local mode and of the tests: image providers that draw real pictures, call
 * back, and misbehave when told to.
 *
 * <p>In: HTTP under {@code /<provider>}, as the provider documents it. Out: its answers, its
 * callbacks, its pictures. It knows no other package of Darkroom. What all providers share (task
 * book, clock, faults, drawing, callbacks, picture links) is apart from what one of them speaks: a
 * {@link dev.darkroom.simulator.Dialect}, one file each. The faults are listed at {@link
 * dev.darkroom.simulator.Fault}.
 */
@NullMarked
package dev.darkroom.simulator;

import org.jspecify.annotations.NullMarked;
