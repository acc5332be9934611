@NullMarked
package dev.darkroom.link;

import org.jspecify.annotations.NullMarked;
