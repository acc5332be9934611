@NullMarked
package dev.darkroom.delivery;

import org.jspecify.annotations.NullMarked;
