package dev.darkroom.task;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the image shall be: the part of a request that a provider sees.
 *
 * @param prompt not blank; its limit is the provider's, per model
 * @param images references; with any, the operation is an edit
 * @param count 1 to 15
 * @param promptOptimization only {@code standard} exists
 */
public record ImageSpec(
    String prompt,
    List<URI> images,
    Dimensions dimensions,
    int count,
    Optional<Long> seed,
    Optional<OutputFormat> outputFormat,
    Optional<Boolean> safetyChecker,
    Optional<Boolean> webSearch,
    Optional<String> promptOptimization) {
  public static final int MAX_COUNT = 15;

  public ImageSpec {
    images = List.copyOf(images);
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("a prompt is not blank");
    }
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("count is 1 to " + MAX_COUNT);
    }
  }

  /** An image of which only the prompt is given. */
  public static ImageSpec of(String prompt) {
    return builder(prompt).build();
  }

  /** For an image of which more than the prompt is given. */
  public static ImageSpecBuilder builder(String prompt) {
    return new ImageSpecBuilder(prompt);
  }

  public Operation operation() {
    return images.isEmpty() ? Operation.GENERATE : Operation.EDIT;
  }

  public ImageSpec withImages(List<URI> next) {
    return new ImageSpecBuilder(this).images(next).build();
  }

  public ImageSpec withDimensions(Dimensions next) {
    return new ImageSpecBuilder(this).dimensions(next).build();
  }

  public ImageSpec withCount(int next) {
    return new ImageSpecBuilder(this).count(next).build();
  }

  public ImageSpec withSeed(Optional<Long> next) {
    return new ImageSpecBuilder(this).seed(next).build();
  }

  public ImageSpec withOutputFormat(Optional<OutputFormat> next) {
    return new ImageSpecBuilder(this).outputFormat(next).build();
  }

  public ImageSpec withSafetyChecker(Optional<Boolean> next) {
    return new ImageSpecBuilder(this).safetyChecker(next).build();
  }

  public ImageSpec withWebSearch(Optional<Boolean> next) {
    return new ImageSpecBuilder(this).webSearch(next).build();
  }

  public ImageSpec withPromptOptimization(Optional<String> next) {
    return new ImageSpecBuilder(this).promptOptimization(next).build();
  }
}
