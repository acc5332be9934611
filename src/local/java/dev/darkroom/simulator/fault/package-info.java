/**
 * The ways to misbehave that a prompt can ask for, all listed at {@link
 * dev.darkroom.simulator.fault.Fault}.
 */
@NullMarked
package dev.darkroom.simulator.fault;

import org.jspecify.annotations.NullMarked;
