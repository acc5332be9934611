/**
 * The outside world of local mode and of the tests: image providers that draw real pictures, call
 * back, and misbehave when told to.
 *
 * <p>In: HTTP under {@code /<provider>}, as the provider documents it. Out: its answers, its
 * callbacks, its pictures. It knows no other package of Darkroom. What all providers share (task
 * book, clock, faults, drawing, callbacks, picture links) is apart from what one of them speaks: a
 * {@link dev.darkroom.simulator.Dialect} each, with its models as a table beside it. The faults are
 * listed at {@link dev.darkroom.simulator.Fault}.
 *
 * <p>Keys: whatever looks like one of the provider's, except {@code sk-bad} (not known), {@code
 * sk-poor} (no money) and {@code sk-noaccess} (not this model). It runs alone, too: {@code ./mvnw
 * -q -Plocal compile exec:java}, with another port by {@code -Dexec.args=9191}.
 */
@NullMarked
package dev.darkroom.simulator;

import org.jspecify.annotations.NullMarked;
