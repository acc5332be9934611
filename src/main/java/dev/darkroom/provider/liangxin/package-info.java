/**
 * LiangXin: one endpoint for many models, named in the body; everything that is said of a picture
 * stands under {@code input}. Tasks of its own with ids that can be guessed, callbacks that are not
 * signed and hence only ever a doorbell, a base address that its documents do not name.
 *
 * <p>Source: its pages "Seedream4.5 - Text to Image", "Seedream4.5 - Edit Image" and "Seedream5.0
 * Lite - Text to Image" of 2026-05-01, "Get Task Details", and the pages of the other models, read
 * on 2026-11-20. Its envelopes and states are those of kie.ai, its aliases and limits those of
 * Magnific: what its own documents leave open is taken from there, and marked so.
 */
@NullMarked
package dev.darkroom.provider.liangxin;

import org.jspecify.annotations.NullMarked;
