package dev.darkroom.soak;

/**
 * Something that must not be.
 *
 * @param id of the task, or the key of an object
 */
record Flaw(Kind kind, String id, String what) {
  /** What the run promises that there is none of; but for the last one. */
  enum Kind {
    BILLED_TWICE("billed twice"),
    LOST("lost while a link lived"),
    WRONG_STATE("wrong final states"),
    OBJECT_WITHOUT_RECORD("objects without a record"),
    RECORD_WITHOUT_OBJECT("records without their object"),
    OUTCOME_MISSING("outcomes missing"),
    OUTCOME_WRONG("outcomes that are not the record's, or told as another"),
    STILL_OPEN("tasks still open"),
    ILLEGAL_TRANSITION("illegal transitions in the log"),
    /** Documented: a check was storing them while somebody cancelled, and wanted no late images. */
    OBJECT_OF_DROPPED("objects without a record of tasks that were dropped meanwhile (control.md)");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean isViolation() {
      return this != OBJECT_OF_DROPPED;
    }

    String words() {
      return words;
    }
  }
}
