/**
 * LiangXin.
 *
 * <p>It has one endpoint for many models. The body names the model, and describes the image under
 * {@code input}. Its task ids can be guessed. Its callbacks are not signed, so a callback only
 * starts a check. Its documents do not name a base address.
 *
 * <p>Source: its pages "Seedream4.5 - Text to Image", "Seedream4.5 - Edit Image" and "Seedream5.0
 * Lite - Text to Image" of 2026-05-01, "Get Task Details", and the pages of the other models, read
 * on 2026-11-20. Its envelopes and states are those of kie.ai, its aliases and limits those of
 * Magnific. What its own documents leave open is taken from them, and marked as inferred.
 */
@NullMarked
package dev.darkroom.provider.liangxin;

import org.jspecify.annotations.NullMarked;
