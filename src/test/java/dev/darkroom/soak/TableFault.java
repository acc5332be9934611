package dev.darkroom.soak;

import com.sun.net.httpserver.Headers;

/**
 * What goes wrong with a call of the table. In some calls it is the first try alone, in some every
 * try of the SDK, which then has to say so.
 */
enum TableFault {
  NONE,
  /** Nothing was done, and the answer says that it failed. */
  REFUSED,
  /** It was done, and the answer says that it failed. */
  ANSWER_LOST;

  /** Of so many calls one has every try refused, one every answer lost, and two the first one. */
  private static final int ONE_IN = 1_000;

  /** The fault of a try, by its headers; all tries of a call have the same id. */
  static TableFault of(Headers sent) {
    var call = String.valueOf(sent.getFirst("amz-sdk-invocation-id"));
    boolean isFirst = String.valueOf(sent.getFirst("amz-sdk-request")).contains("attempt=1");
    return switch (Math.floorMod(call.hashCode(), ONE_IN)) {
      case 0 -> REFUSED;
      case 1 -> ANSWER_LOST;
      case 2 -> isFirst ? REFUSED : NONE;
      case 3 -> isFirst ? ANSWER_LOST : NONE;
      default -> NONE;
    };
  }
}
