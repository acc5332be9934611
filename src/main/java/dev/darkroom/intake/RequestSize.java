package dev.darkroom.intake;

import dev.darkroom.task.GenerationRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures a request as it is stored, not as it arrived: there a link is percent-encoded, and
 * {@code 99e9} is {@code 9.9E+10}. A request that is too large for a record is refused before the
 * claim.
 */
final class RequestSize {
  private RequestSize() {}

  /** The fault of a request that is larger than an event may be. */
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
    var spec = request.spec();
    var delivery = request.delivery();
    return Stream.of(
            Stream.of(spec.prompt()),
            spec.images().stream().map(Object::toString),
            request.preference().providerOptions().values().stream(),
            delivery.metadata().entrySet().stream().flatMap(RequestSize::both),
            delivery.taskToken().stream(),
            delivery.notifyTarget().stream().map(target -> target.url().toString()))
        .flatMap(some -> some);
  }

  private static Stream<String> both(Map.Entry<String, String> pair) {
    return Stream.of(pair.getKey(), pair.getValue());
  }
}
