package dev.darkroom.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The record of a generation, as {@code query} answers it and the outcome event carries it.
 *
 * @param leftovers objects in the bucket that are no part of the outcome; mostly none
 * @param progress how far a running task was when a check asked last, 0 to 100; where the provider
 *     says so
 */
public record GenerationAnswer(
    @JsonUnwrapped SubmitAnswer submit,
    List<ImageAnswer> images,
    List<MissingAnswer> missing,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ImageAnswer> leftovers,
    int requestedCount,
    Optional<ErrorAnswer> error,
    boolean late,
    Optional<Integer> progress,
    List<TimelineAnswer> timeline,
    Instant createdAt,
    Instant updatedAt,
    Map<String, String> metadata) {

  /** Without links to the images: for what is kept or passed on. */
  public static GenerationAnswer unsigned(Task task, ImageBucket bucket) {
    return of(task, bucket, key -> Optional.empty());
  }

  /** With a fresh link to each image. */
  public static GenerationAnswer signed(
      Task task, ImageBucket bucket, Function<String, URI> sign, Instant now, Duration validity) {
    return of(task, bucket, key -> Optional.of(new SignedUrl(sign.apply(key), now.plus(validity))));
  }

  /** The same for a caller to whom the API begins with this base path. */
  public GenerationAnswer behind(String base) {
    return new GenerationAnswer(
        submit.behind(base),
        images,
        missing,
        leftovers,
        requestedCount,
        error,
        late,
        progress,
        timeline,
        createdAt,
        updatedAt,
        metadata);
  }

  private static GenerationAnswer of(
      Task task, ImageBucket bucket, Function<String, Optional<SignedUrl>> url) {
    return new GenerationAnswer(
        SubmitAnswer.of(task),
        answers(images(task.state()), bucket, url),
        missing(task).stream().map(MissingAnswer::of).toList(),
        answers(task.progress().leftovers(), bucket, url),
        task.request().spec().count(),
        ErrorAnswer.of(task.state()),
        task.state() instanceof Delivered(_, _, _, var late) && late,
        percent(task),
        task.timeline().entries().stream()
            .map(entry -> new TimelineAnswer(entry.at(), entry.step(), entry.outcome()))
            .toList(),
        task.createdAt(),
        task.timeline().updatedAt(),
        task.request().delivery().metadata());
  }

  private static List<ImageAnswer> answers(
      List<StoredImage> images, ImageBucket bucket, Function<String, Optional<SignedUrl>> url) {
    return images.stream()
        .map(image -> ImageAnswer.of(image, bucket, url.apply(image.key())))
        .toList();
  }

  private static Optional<Integer> percent(Task task) {
    return task.state() instanceof TaskState.Submitted
        ? task.progress().notes().percent()
        : Optional.empty();
  }

  private static List<StoredImage> images(TaskState state) {
    return state instanceof Delivered(_, var images, _, _) ? images : List.of();
  }

  private static List<MissingImage> missing(Task task) {
    return task.state() instanceof Delivered(_, _, var missing, _)
        ? missing
        : task.progress().missing();
  }

  private record SignedUrl(URI url, Instant expiresAt) {}

  /** One stored image: where it lies, what it is, and a link to it where one was signed. */
  public record ImageAnswer(
      int index,
      @JsonUnwrapped PlaceAnswer place,
      String contentType,
      int width,
      int height,
      long bytes,
      String sha256,
      Optional<URI> url,
      Optional<Instant> urlExpiresAt) {
    static ImageAnswer of(StoredImage image, ImageBucket bucket, Optional<SignedUrl> signed) {
      return new ImageAnswer(
          image.index(),
          new PlaceAnswer(bucket.name(), image.key()),
          image.contentType(),
          image.width(),
          image.height(),
          image.bytes(),
          image.sha256(),
          signed.map(SignedUrl::url),
          signed.map(SignedUrl::expiresAt));
    }
  }

  /**
   * Where an object lies.
   *
   * @param bucket absent where this function was told no bucket
   */
  public record PlaceAnswer(Optional<String> bucket, String key) {}

  /**
   * One image that the provider made, and that could not be kept.
   *
   * @param retryable never: another submit is another image, and another bill
   */
  public record MissingAnswer(int index, String code, String reason, boolean retryable) {
    static MissingAnswer of(MissingImage image) {
      return new MissingAnswer(image.index(), image.code().text(), image.reason(), false);
    }
  }

  /**
   * Why it failed.
   *
   * @param providerCode the provider's own code, where it gave one
   * @param retryable another submit, under a new id, is right. Either nobody works on this task any
   *     more and it was not paid for, or the provider itself reported a failure
   * @param provisional images that still turn up are delivered late
   */
  public record ErrorAnswer(
      String code,
      String message,
      Optional<String> provider,
      Optional<String> providerCode,
      boolean retryable,
      boolean provisional) {
    static Optional<ErrorAnswer> of(TaskState state) {
      if (!(state instanceof Failed(var failure, var finality, _))) {
        return Optional.empty();
      }
      return Optional.of(
          new ErrorAnswer(
              failure.code().text(),
              failure.message(),
              failure.provider().map(ProviderId::value),
              failure.providerCode(),
              failure.code().isRetryable() && !finality.isOpen(),
              finality == Finality.PROVISIONAL));
    }
  }

  /** One thing that happened. */
  public record TimelineAnswer(Instant at, String step, String outcome) {}
}
