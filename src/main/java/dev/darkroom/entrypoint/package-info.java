/**
 * The entry points: six thin Lambda functions in one artifact, and the routes of the HTTP API. At
 * run time {@code QUARKUS_LAMBDA_HANDLER} chooses one function.
 *
 * <p>In: whatever Lambda hands over. Out: the answer in the form of the event's source. Exceptions
 * are caught here, once, and nowhere else.
 */
@NullMarked
package dev.darkroom.entrypoint;

import org.jspecify.annotations.NullMarked;
