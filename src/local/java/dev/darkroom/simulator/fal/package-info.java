/** fal.ai, simulated: its dialect, its models as a table, its errors, and its signature. */
@NullMarked
package dev.darkroom.simulator.fal;

import org.jspecify.annotations.NullMarked;
