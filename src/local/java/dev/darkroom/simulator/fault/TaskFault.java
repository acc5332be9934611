package dev.darkroom.simulator.fault;

/** Faults of a task, its state and its result. */
public enum TaskFault implements Fault {
  /** Done, but where the result should be there is something that is none. */
  GARBLED_RESULT,
  /** Where the result is documented as JSON within a string (LiangXin), it is JSON without one. */
  RESULT_AS_OBJECT,
  /** Where a list of results is documented, there is the first link as a text. */
  ONE_LINK_AS_TEXT,
  /** Where a list of results is documented, there is an object with the first link. */
  ONE_LINK_AS_OBJECT,
  /** Half of the pictures asked for, at least one. */
  FEWER,
  /** So many pictures, whatever was asked for. */
  MORE("40"),
  /** Ends as failed, against the content policy. */
  FAILED,
  /** Ends as failed, without a word why. */
  FAILED_BARE,
  /** Ends in this word for its state, be it well or badly. */
  STATE("done"),
  /** Ends without any word for its state. */
  NO_STATE,
  /**
   * Four times as long, and all the while in a state nobody documented; rings in that state too.
   */
  UNKNOWN_STATE,
  /** Four times as long. */
  SLOW,
  /** Made by another model, unless the create call forbids it; at fal.ai only. */
  FALLBACK,
  /** Finished after so many seconds by the clock, and never called back. */
  LATE_FINISH("900"),
  /**
   * No fault, but a saving: one painting for all tasks of a size, with the prompt's first 200
   * characters as a comment in it. Painting takes longer than all the rest.
   */
  STAMPED;

  private final String otherwise;

  TaskFault() {
    this("");
  }

  TaskFault(String otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public String otherwise() {
    return otherwise;
  }
}
