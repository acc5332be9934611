package dev.darkroom.intake;

import dev.darkroom.task.GenerationRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A wish is measured as it is kept, not as it came: there a link is percent-encoded, and {@code
 * 99e9} is {@code 9.9E+10}. What no record can bear is refused before it is claimed.
 */
final class RequestSize {
  private RequestSize() {}

  /** What is wrong with it, if it is more than an event may be. */
  static Optional<String> fault(GenerationRequest request) {
    int size = texts(request).mapToInt(RequestSize::utf8).sum();
    return size <= Event.MAX_BYTES
        ? Optional.empty()
        : Optional.of(
            "the event is "
                + size
                + " bytes long as it is kept, with its links percent-encoded and its numbers"
                + " written out; at most "
                + Event.MAX_BYTES
                + ": make them fewer or shorter");
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Stream<String> texts(GenerationRequest request) {
    var picture = request.spec();
    var handling = request.delivery();
    return Stream.of(
            Stream.of(picture.prompt()),
            picture.images().stream().map(Object::toString),
            request.preference().providerOptions().values().stream(),
            handling.metadata().entrySet().stream().flatMap(RequestSize::both),
            handling.taskToken().stream(),
            handling.notifyTarget().stream().map(target -> target.url().toString()))
        .flatMap(some -> some);
  }

  private static Stream<String> both(Map.Entry<String, String> pair) {
    return Stream.of(pair.getKey(), pair.getValue());
  }
}
