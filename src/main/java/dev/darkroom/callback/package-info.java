/**
 * Callback: a doorbell.
 *
 * <p>In: whatever was posted to {@code /v1/callbacks/{provider}/{token}}. Out: a {@link
 * dev.darkroom.check.Check} on the settle queue if the token is one of ours, else nothing but a
 * counter. What follows: settlement, which asks the provider itself. The body is never more than a
 * hint.
 */
@NullMarked
package dev.darkroom.callback;

import org.jspecify.annotations.NullMarked;
