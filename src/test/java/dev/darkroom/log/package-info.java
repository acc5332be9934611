@NullMarked
package dev.darkroom.log;

import org.jspecify.annotations.NullMarked;
