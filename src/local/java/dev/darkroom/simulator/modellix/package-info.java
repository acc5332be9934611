/** Modellix, simulated: its dialect, and its models. */
@NullMarked
package dev.darkroom.simulator.modellix;

import org.jspecify.annotations.NullMarked;
