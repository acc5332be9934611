package dev.darkroom.simulator.protocol;

import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import java.net.URI;
import java.util.Optional;

/**
 * What a create call asks for, whatever the provider's words were.
 *
 * @param isInline whether the pictures come as {@code data:} URLs
 */
public record CreateRequest(
    String model,
    String prompt,
    int count,
    PictureSize size,
    PictureFormat format,
    Optional<URI> callback,
    boolean isInline)
    implements ParsedCreate {
  public CreateRequest(
      String model,
      String prompt,
      int count,
      PictureSize size,
      PictureFormat format,
      Optional<URI> callback) {
    this(model, prompt, count, size, format, callback, false);
  }
}
