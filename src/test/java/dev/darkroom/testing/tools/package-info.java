/**
 * Tools of others for the OpenAPI document. They are fetched into {@code target/openapi}, pinned by
 * {@code src/test/openapi}, and run in processes of their own.
 */
@NullMarked
package dev.darkroom.testing.tools;

import org.jspecify.annotations.NullMarked;
