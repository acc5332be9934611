/**
 * The port to image providers.
 *
 * <p>In: an {@link dev.darkroom.provider.ImageRequest} and a callback address, or a {@link
 * dev.darkroom.task.ProviderTaskRef}. Out: a {@link dev.darkroom.provider.SubmitResult} or a {@link
 * dev.darkroom.provider.CheckResult}.
 *
 * <p>Beside the port: {@code catalogue} (what each model can do with each provider) and {@code
 * support} (what the adapters share). Every other folder is one provider's adapter, always with the
 * same file names. These folders do not know each other and nobody names one: {@link
 * dev.darkroom.provider.Providers} finds them.
 */
@NullMarked
package dev.darkroom.provider;

import org.jspecify.annotations.NullMarked;
