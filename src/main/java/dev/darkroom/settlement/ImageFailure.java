package dev.darkroom.settlement;

import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderTaskRef;

/** What a requester reads about images that could not be had. */
final class ImageFailure {
  private ImageFailure() {}

  static Failure of(PendingImage image, ProviderTaskRef ref) {
    var message = "image " + image.index() + ": " + image.why();
    return Failure.of(ErrorCode.RESULT_UNAVAILABLE, message, ref.provider());
  }

  static Failure of(MissingImage image, ProviderTaskRef ref) {
    var message = "image " + image.index() + ": " + image.reason();
    return Failure.of(image.code(), message, ref.provider());
  }

  /** Nobody could look into the bucket. */
  static Failure unseen(Failure why) {
    return why.withMessage(
        why.message() + "; the bucket does not answer: an image that is in it is delivered late");
  }

  /** Some images are still being fetched. */
  static Failure unfinished(ImageResults images, Failure why) {
    return why.withMessage(
        "%s; %s: what still comes is delivered late".formatted(why.message(), images.summary()));
  }
}
