/** Tests of {@code dev.darkroom.notification}. */
@NullMarked
package dev.darkroom.notification;

import org.jspecify.annotations.NullMarked;
