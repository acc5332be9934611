package dev.darkroom.query;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.GenerationAnswer.ImageAnswer;
import dev.darkroom.concurrent.Parallel;
import dev.darkroom.delivery.ImageStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads stored images for a caller who wants them within the answer. */
@ApplicationScoped
public class InlineImages {
  /**
   * All images of an answer together, in bytes. Lambda takes 6 MB at most (Lambda quotas, read
   * 2026-11), and base 64 is a third longer.
   */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private final ImageStore store;

  InlineImages(ImageStore store) {
    this.store = store;
  }

  /**
   * The images as base 64, in their order; empty: they are too large for an answer, and none is
   * read.
   *
   * @throws RuntimeException if the bucket did not answer
   */
  public Optional<List<String>> base64(GenerationAnswer generation) {
    var images = generation.images();
    return images.stream().mapToLong(ImageAnswer::bytes).sum() > MAX_BYTES
        ? Optional.empty()
        : Optional.of(Parallel.map(images, image -> base64(image.place().key())));
  }

  private String base64(String key) {
    return Base64.getEncoder().encodeToString(store.read(key));
  }
}
