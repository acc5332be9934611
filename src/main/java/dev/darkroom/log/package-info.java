/** The log: one structured line a step, with nothing in it that must not be seen. */
@NullMarked
package dev.darkroom.log;

import org.jspecify.annotations.NullMarked;
