package dev.darkroom.delivery;

import dev.darkroom.task.ErrorCode;

/** What became of following a link. Reasons never repeat the link. */
sealed interface Fetched {

  /** The whole body is in the spool. */
  record Spooled() implements Fetched {}

  /** Not just now. */
  record NotNow(String why) implements Fetched {}

  /** Not ever. */
  record Never(ErrorCode code, String why) implements Fetched {}
}
