/**
 * Small functions on plain Java types that every package may use, the vocabulary too.
 *
 * <p>This package knows nothing but {@code java.*} and JSpecify.
 */
@NullMarked
package dev.darkroom.base;

import org.jspecify.annotations.NullMarked;
