/** Work that is done in parallel. */
@NullMarked
package dev.darkroom.concurrent;

import org.jspecify.annotations.NullMarked;
