/**
 * EvoLink, {@code https://api.evolink.ai}.
 *
 * <p>It has one endpoint for many models, and keeps results for 24 hours. Its callbacks are not
 * signed, so a callback only starts a check.
 *
 * <p>Sources: its OpenAPI document "Seedream 5.0 Lite Image Generation", read on 2026-11-20, and
 * its pages on task details, error codes, Seedream 4.5, nano-banana and Z Image Turbo.
 */
@NullMarked
package dev.darkroom.provider.evolink;

import org.jspecify.annotations.NullMarked;
