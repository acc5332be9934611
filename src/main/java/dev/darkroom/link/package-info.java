/**
 * Links that came from outside: which of them may be followed, or handed on.
 *
 * <p>No step: intake reads them, routing and delivery judge them by the same rule.
 */
@NullMarked
package dev.darkroom.link;

import org.jspecify.annotations.NullMarked;
