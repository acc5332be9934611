/** Tests of {@code dev.darkroom.submission}. */
@NullMarked
package dev.darkroom.submission;

import org.jspecify.annotations.NullMarked;
