/**
 * Untrusted links: which may be followed or handed on, and how they are followed.
 *
 * <p>This package is no step. Intake reads links; routing, delivery and notification judge them by
 * the same rule.
 */
@NullMarked
package dev.darkroom.link;

import org.jspecify.annotations.NullMarked;
