/** Real pictures and films of any size, painted without fonts and without files. */
@NullMarked
package dev.darkroom.simulator.picture;

import org.jspecify.annotations.NullMarked;
