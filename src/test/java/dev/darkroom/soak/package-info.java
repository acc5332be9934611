/**
 * The soak: thousands of tasks with all faults mixed, on moved time, through a process that is
 * killed on the way; and the audit of what is left (src/docs/soak.md).
 */
@NullMarked
package dev.darkroom.soak;

import org.jspecify.annotations.NullMarked;
