/** EvoLink, simulated: its dialect, and its models as a table. */
@NullMarked
package dev.darkroom.simulator.evolink;

import org.jspecify.annotations.NullMarked;
