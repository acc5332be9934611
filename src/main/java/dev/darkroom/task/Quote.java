package dev.darkroom.task;

import java.util.List;

/**
 * What one provider would be sent for a request, and at what price.
 *
 * @param providerModel the provider's own name of the model
 * @param adjustments every difference between the request and what would be sent
 */
public record Quote(
    ProviderId provider, String providerModel, List<Adjustment> adjustments, Price price) {
  public Quote {
    adjustments = List.copyOf(adjustments);
  }
}
