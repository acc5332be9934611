package dev.darkroom.query;

import dev.darkroom.query.Models.Offer;
import dev.darkroom.query.ProviderOffers.ProviderOffer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What can be asked for, and of whom.
 *
 * @param models each model with its offers
 * @param providers each provider with what it offers beside its models
 */
@RegisterForReflection
public record ModelsAnswer(Map<String, List<Offer>> models, Map<String, ProviderOffer> providers) {}
