/**
 * The port to image providers, and the tools that all of them share.
 *
 * <p>In: an {@link dev.darkroom.provider.ImageRequest} and a callback address, or a {@link
 * dev.darkroom.task.ProviderTaskRef}. Out: a {@link dev.darkroom.provider.SubmitResult} or a {@link
 * dev.darkroom.provider.CheckResult}. One folder per provider, always the same file names; provider
 * folders do not know each other and nobody names one: {@link dev.darkroom.provider.Providers}
 * finds them.
 */
@NullMarked
package dev.darkroom.provider;

import org.jspecify.annotations.NullMarked;
