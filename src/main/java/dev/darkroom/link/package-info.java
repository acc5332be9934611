/**
 * Links that came from outside: which of them may be followed, or handed on, and how they are
 * followed.
 *
 * <p>No step: intake reads them; routing, delivery and notification judge them by the same rule.
 */
@NullMarked
package dev.darkroom.link;

import org.jspecify.annotations.NullMarked;
