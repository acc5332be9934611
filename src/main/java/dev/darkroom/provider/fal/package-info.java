/**
 * fal.ai, {@code https://queue.fal.run}: a queue before many models, each under an address of its
 * own. Odd about it: a check is two calls, for the state says only that a request is completed and
 * the result says whether it failed; both are asked for under the model's app, which a webhook does
 * not name; sizes out of a model's range are rescaled without a word, so none is sent; webhooks are
 * signed with Ed25519. It names no price in any answer.
 *
 * <p>Sources, read on 2026-11-25: docs.fal.ai/documentation/model-apis/inference/queue and
 * /webhooks, fal.ai/docs/documentation/model-apis/errors, and the models' pages, which {@link
 * dev.darkroom.provider.fal.FalCapabilities} names row by row.
 */
@NullMarked
package dev.darkroom.provider.fal;

import org.jspecify.annotations.NullMarked;
