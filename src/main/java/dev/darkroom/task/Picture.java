package dev.darkroom.task;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the image shall be: the part of a wish that a provider sees.
 *
 * @param prompt not blank; its limit is the provider's, per model
 * @param images references; with any, the operation is an edit
 * @param count 1 to 15
 * @param promptOptimization only {@code standard} exists
 */
public record Picture(
    String prompt,
    List<URI> images,
    Frame frame,
    int count,
    Optional<Long> seed,
    Optional<OutputFormat> outputFormat,
    Optional<Boolean> safetyChecker,
    Optional<Boolean> webSearch,
    Optional<String> promptOptimization) {
  public static final int MAX_COUNT = 15;

  public Picture {
    images = List.copyOf(images);
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("a prompt is not blank");
    }
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("count is 1 to " + MAX_COUNT);
    }
  }

  /** A picture of which only the prompt is said. */
  public static Picture of(String prompt) {
    return new Picture(
        prompt,
        List.of(),
        new Frame.Unspecified(),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Operation operation() {
    return images.isEmpty() ? Operation.GENERATE : Operation.EDIT;
  }

  public Picture withImages(List<URI> next) {
    return new Picture(
        prompt,
        next,
        frame,
        count,
        seed,
        outputFormat,
        safetyChecker,
        webSearch,
        promptOptimization);
  }

  public Picture withFrame(Frame next) {
    return new Picture(
        prompt,
        images,
        next,
        count,
        seed,
        outputFormat,
        safetyChecker,
        webSearch,
        promptOptimization);
  }

  public Picture withCount(int next) {
    return new Picture(
        prompt,
        images,
        frame,
        next,
        seed,
        outputFormat,
        safetyChecker,
        webSearch,
        promptOptimization);
  }

  public Picture withSeed(Optional<Long> next) {
    return new Picture(
        prompt,
        images,
        frame,
        count,
        next,
        outputFormat,
        safetyChecker,
        webSearch,
        promptOptimization);
  }

  public Picture withOutputFormat(Optional<OutputFormat> next) {
    return new Picture(
        prompt, images, frame, count, seed, next, safetyChecker, webSearch, promptOptimization);
  }

  public Picture withSafetyChecker(Optional<Boolean> next) {
    return new Picture(
        prompt, images, frame, count, seed, outputFormat, next, webSearch, promptOptimization);
  }

  public Picture withWebSearch(Optional<Boolean> next) {
    return new Picture(
        prompt, images, frame, count, seed, outputFormat, safetyChecker, next, promptOptimization);
  }

  public Picture withPromptOptimization(Optional<String> next) {
    return new Picture(
        prompt, images, frame, count, seed, outputFormat, safetyChecker, webSearch, next);
  }
}
