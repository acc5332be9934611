/** Tests of {@code dev.darkroom.control}. */
@NullMarked
package dev.darkroom.control;

import org.jspecify.annotations.NullMarked;
