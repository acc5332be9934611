package dev.darkroom.task;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Makes an {@link ImageSpec} field by field; a field that is not given has its default. */
public final class ImageSpecBuilder {
  private final String prompt;
  private List<URI> images = List.of();
  private Dimensions dimensions = new Dimensions.Unspecified();
  private int count = 1;
  private Optional<Long> seed = Optional.empty();
  private Optional<OutputFormat> outputFormat = Optional.empty();
  private Optional<Boolean> safetyChecker = Optional.empty();
  private Optional<Boolean> webSearch = Optional.empty();
  private Optional<String> promptOptimization = Optional.empty();

  ImageSpecBuilder(String prompt) {
    this.prompt = prompt;
  }

  ImageSpecBuilder(ImageSpec spec) {
    prompt = spec.prompt();
    images = spec.images();
    dimensions = spec.dimensions();
    count = spec.count();
    seed = spec.seed();
    outputFormat = spec.outputFormat();
    safetyChecker = spec.safetyChecker();
    webSearch = spec.webSearch();
    promptOptimization = spec.promptOptimization();
  }

  public ImageSpecBuilder images(List<URI> next) {
    images = next;
    return this;
  }

  public ImageSpecBuilder dimensions(Dimensions next) {
    dimensions = next;
    return this;
  }

  public ImageSpecBuilder count(int next) {
    count = next;
    return this;
  }

  public ImageSpecBuilder seed(Optional<Long> next) {
    seed = next;
    return this;
  }

  public ImageSpecBuilder outputFormat(Optional<OutputFormat> next) {
    outputFormat = next;
    return this;
  }

  public ImageSpecBuilder safetyChecker(Optional<Boolean> next) {
    safetyChecker = next;
    return this;
  }

  public ImageSpecBuilder webSearch(Optional<Boolean> next) {
    webSearch = next;
    return this;
  }

  public ImageSpecBuilder promptOptimization(Optional<String> next) {
    promptOptimization = next;
    return this;
  }

  /** The spec, checked. */
  public ImageSpec build() {
    return new ImageSpec(
        prompt,
        images,
        dimensions,
        count,
        seed,
        outputFormat,
        safetyChecker,
        webSearch,
        promptOptimization);
  }
}
