/** Doubles and fixtures that tests of several packages share. */
@NullMarked
package dev.darkroom.testing;

import org.jspecify.annotations.NullMarked;
