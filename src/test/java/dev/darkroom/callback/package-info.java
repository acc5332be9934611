/** Tests of {@code dev.darkroom.callback}. */
@NullMarked
package dev.darkroom.callback;

import org.jspecify.annotations.NullMarked;
