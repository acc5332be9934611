/**
 * fal.ai, {@code https://queue.fal.run}: a queue in front of many models, each with its own
 * address.
 *
 * <p>A check is two calls: the state says only that a request is completed, and the result says
 * whether it failed. Both calls need the model's app, which a webhook does not name. fal.ai
 * rescales sizes out of a model's range silently, so Darkroom sends none. Webhooks are signed with
 * Ed25519. No answer names a price.
 *
 * <p>Sources, read on 2026-11-25: docs.fal.ai/documentation/model-apis/inference/queue and
 * /webhooks, fal.ai/docs/documentation/model-apis/errors, and the models' pages, which {@link
 * dev.darkroom.provider.fal.FalCapabilities} names row by row.
 */
@NullMarked
package dev.darkroom.provider.fal;

import org.jspecify.annotations.NullMarked;
