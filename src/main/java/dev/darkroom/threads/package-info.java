/** How work is done side by side. */
@NullMarked
package dev.darkroom.threads;

import org.jspecify.annotations.NullMarked;
