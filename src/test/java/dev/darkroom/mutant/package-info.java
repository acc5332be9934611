/**
 * Mutants: faults put into the code one at a time, each with what must notice it.
 *
 * <p>In: the list of {@link dev.darkroom.mutant.Mutants}. Out: {@code src/docs/mutants.md}, written
 * by {@code MutantRun}. No build runs them all; every build checks that each one still applies.
 */
@NullMarked
package dev.darkroom.mutant;

import org.jspecify.annotations.NullMarked;
