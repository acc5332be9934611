/** Tests of {@code dev.darkroom.settlement}. */
@NullMarked
package dev.darkroom.settlement;

import org.jspecify.annotations.NullMarked;
