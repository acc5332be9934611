package dev.darkroom.routing;

import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Price;
import java.net.URI;
import java.util.List;

/**
 * One way to have the images of a request made.
 *
 * @param request fitted to that provider
 * @param adjustments every difference between the event and {@code request}
 * @param price of {@code request}, as far as it is known
 */
public record Route(
    ImageProvider provider, ImageRequest request, List<Adjustment> adjustments, Price price) {
  public Route {
    adjustments = List.copyOf(adjustments);
  }

  /** The same with reference images that the provider can fetch. */
  public Route withImages(List<URI> images) {
    var handedOver =
        new ImageRequest(request.model(), request.spec().withImages(images), request.options());
    return new Route(provider, handedOver, adjustments, price);
  }
}
