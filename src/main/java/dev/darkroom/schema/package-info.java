/**
 * The JSON Schema of the event and the OpenAPI document of the routes.
 *
 * <p>In: nothing. Out: the documents in {@code src/main/resources/schema}, which are written by
 * hand. Tests hold them against intake and the answers.
 */
@NullMarked
package dev.darkroom.schema;

import org.jspecify.annotations.NullMarked;
