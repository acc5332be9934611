/**
 * The doors: five thin Lambda functions in one artifact, chosen at run time by {@code
 * QUARKUS_LAMBDA_HANDLER}, and the routes of the HTTP API, written once.
 *
 * <p>In: whatever Lambda hands over. Out: what its trigger wants to hear. Exceptions are caught
 * here, once, and nowhere else.
 */
@NullMarked
package dev.darkroom.entrypoint;

import org.jspecify.annotations.NullMarked;
