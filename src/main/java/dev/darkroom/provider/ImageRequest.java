package dev.darkroom.provider;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ImageSpec;
import java.util.Optional;

/**
 * The request to one provider, as routing fitted it.
 *
 * @param model the provider's own name of the model
 * @param spec within the model's {@link Capability}
 * @param options raw extra fields for this provider, a JSON object as text
 */
public record ImageRequest(String model, ImageSpec spec, Optional<String> options) {}
