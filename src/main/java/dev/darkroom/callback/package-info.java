/**
 * Callback: a doorbell.
 *
 * <p>In: a request to {@code /v1/callbacks/{provider}/{token}}. Out: a {@link
 * dev.darkroom.check.Check} on the settle queue if the token is Darkroom's, else only a counter.
 * What follows: settlement, which asks the provider itself. The body is never more than a hint.
 */
@NullMarked
package dev.darkroom.callback;

import org.jspecify.annotations.NullMarked;
