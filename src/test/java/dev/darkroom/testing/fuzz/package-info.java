/** What every fuzzer shares: bounds, seeds, and the words for a failing input. */
@NullMarked
package dev.darkroom.testing.fuzz;

import org.jspecify.annotations.NullMarked;
