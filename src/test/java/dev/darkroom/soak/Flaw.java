package dev.darkroom.soak;

/**
 * Something that must not be.
 *
 * @param id of the task, or the key of an object
 */
record Flaw(Kind kind, String id, String what) {
  /** What the run promises that there is none of. */
  enum Kind {
    BILLED_TWICE("billed twice"),
    LOST("lost while a link lived"),
    WRONG_STATE("wrong final states"),
    OBJECT_WITHOUT_RECORD("objects without a record"),
    RECORD_WITHOUT_OBJECT("records without their object"),
    OUTCOME_MISSING("outcomes missing"),
    OUTCOME_WRONG("outcomes that are not the record's, or told as another"),
    STILL_OPEN("tasks still open"),
    ILLEGAL_TRANSITION("illegal transitions in the log");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
