/**
 * The outside world of local mode and of the tests: image providers that draw real pictures, call
 * back, and misbehave when told to.
 *
 * <p>In: HTTP under {@code /<provider>}, as the provider documents it. Out: its answers, its
 * callbacks, its pictures. The simulator knows no other package of Darkroom. Here are the parts
 * that all providers share: the server, the endpoints, the tasks, the callbacks, the logs. What one
 * provider speaks is in a package of its own: a {@link dev.darkroom.simulator.protocol.Dialect},
 * with its models as a table beside it. The faults are listed at {@link
 * dev.darkroom.simulator.fault.Fault}.
 *
 * <p>Keys: whatever looks like one of the provider's, except {@code sk-bad} (not known), {@code
 * sk-poor} (no money) and {@code sk-noaccess} (not this model). {@code sk-keyless} is an account
 * whose idempotency keys are ignored. It runs alone, too: {@code ./mvnw -q -Plocal compile
 * exec:java}, with another port by {@code -Dexec.args=9191}.
 */
@NullMarked
package dev.darkroom.simulator;

import org.jspecify.annotations.NullMarked;
