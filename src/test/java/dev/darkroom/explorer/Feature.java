package dev.darkroom.explorer;

/** What may happen in a history beside events, callbacks, checks and plain faults. */
enum Feature {
  /** People cancel. */
  CANCEL,
  /** An operator abandons a doubt. */
  ABANDON,
  /** An operator attaches a provider's task. */
  ATTACH,
  /** An operator has an outcome sent again. */
  REPLAY,
  /** The requester deletes the generation. */
  DELETE,
  /** An operator has a task checked, and its dead letters brought back. */
  RECHECK,
  /** A carrier gives its event up: it comes out of the dead letters of events. */
  SURRENDER,
  /** The record's life ends, and its id is used again. */
  SECOND_LIFE,
  /** The clock of an invocation is ahead or behind. */
  SKEW,
  /** The index of open tasks is a moment behind. */
  INDEX_LAG,
  /** The provider's answers lag, or are about another task. */
  ODD_ANSWERS,
  /** Callbacks name tasks that nobody knows. */
  ODD_HINTS,
  /** Each image has a fate of its own. */
  OWN_FATES,
  /** The requester has a webhook beside the bus. */
  WEBHOOK;

  /** Whether it is something that people decide. */
  boolean isDecision() {
    return compareTo(SECOND_LIFE) < 0;
  }
}
