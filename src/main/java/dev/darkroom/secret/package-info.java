/**
 * Keys of all kinds: a type that prints as {@code ***}, and the port to where they are kept.
 *
 * <p>In: the name of a parameter. Out: a {@link dev.darkroom.secret.Secret}.
 */
@NullMarked
package dev.darkroom.secret;

import org.jspecify.annotations.NullMarked;
