package dev.darkroom.query;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.GenerationAnswer.ImageAnswer;
import dev.darkroom.concurrent.Parallel;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.query.InlineImages.Result.Absent;
import dev.darkroom.query.InlineImages.Result.Read;
import dev.darkroom.query.InlineImages.Result.TooLarge;
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

  /** What comes of wanting the images within the answer. */
  public sealed interface Result {
    /** The images as base 64, in their order. */
    record Read(List<String> base64) implements Result {
      public Read {
        base64 = List.copyOf(base64);
      }
    }

    /** They are too large for an answer, and none is read. */
    record TooLarge() implements Result {}

    /** One of them is not in the bucket any more, or may not be read. */
    record Absent() implements Result {}
  }

  /**
   * Reads the images.
   *
   * @throws RuntimeException if the bucket did not answer
   */
  public Result read(GenerationAnswer generation) {
    var images = generation.images();
    if (images.stream().mapToLong(ImageAnswer::bytes).sum() > MAX_BYTES) {
      return new TooLarge();
    }
    var texts = Parallel.map(images, image -> base64(image.place().key()));
    return texts.stream().allMatch(Optional::isPresent)
        ? new Read(texts.stream().flatMap(Optional::stream).toList())
        : new Absent();
  }

  private Optional<String> base64(String key) {
    return store.read(key).map(bytes -> Base64.getEncoder().encodeToString(bytes));
  }
}
