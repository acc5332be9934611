/**
 * What a provider's protocol is made of: its routes, its create calls, its answers, its tasks.
 *
 * <p>In: an HTTP request to one provider. Out: an order or a refusal, and the provider's own
 * answer. A {@link dev.darkroom.simulator.protocol.Dialect} translates between the two; it knows no
 * HTTP server and no other provider.
 */
@NullMarked
package dev.darkroom.simulator.protocol;

import org.jspecify.annotations.NullMarked;
