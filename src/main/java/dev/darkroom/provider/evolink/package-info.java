/**
 * EvoLink, {@code https://api.evolink.ai}: one endpoint for many models, tasks of its own, results
 * kept for 24 hours, callbacks that are not signed and hence only ever a doorbell.
 *
 * <p>Sources: its OpenAPI document "Seedream 5.0 Lite Image Generation", read on 2026-11-20, and
 * its pages on task details, error codes, Seedream 4.5, nano-banana and Z Image Turbo.
 */
@NullMarked
package dev.darkroom.provider.evolink;

import org.jspecify.annotations.NullMarked;
