package dev.darkroom.simulator.fault;

/** Faults of the answers about a task. Numbers count the queries after the task's end. */
public enum QueryFault implements Fault {
  /** So many queries are answered 503. */
  SILENT_QUERY("3"),
  /** So many queries are answered as if the task was still at work. */
  LAGGING_QUERY("3"),
  /** So many queries are answered as if there was no such task. */
  ABSENT_QUERY("3"),
  /** So many queries find the task done with an empty list of results. */
  EMPTY_LIST("1"),
  /** So many queries find the task done without any list of results. */
  ABSENT_LIST("1"),
  /** The task is missing in the list of tasks for so many seconds. */
  LIST_LAG("60"),
  /** The answer to a query is longer by so many MiB. */
  HUGE_ANSWER("2"),
  /** The provider's clock is so many seconds behind: header {@code Date}, ids, times in bodies. */
  CLOCK_BEHIND("600"),
  /**
   * Every number is this one, in the answer to the paid call and to queries; {@code digits}: of a
   * hundred thousand digits.
   */
  ABSURD_NUMBERS("1e10000");

  private final String otherwise;

  QueryFault(String otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public String otherwise() {
    return otherwise;
  }
}
