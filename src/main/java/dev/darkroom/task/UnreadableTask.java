package dev.darkroom.task;

/**
 * A record that cannot be read: a newer version wrote it, or it is broken. The text says why, and
 * holds nothing of the record's content.
 */
public final class UnreadableTask extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Of the task whose record it is. */
  private final String id;

  public UnreadableTask(String id, String why) {
    super("the record of " + id + " cannot be read: " + why);
    this.id = id;
  }

  /** The key of the record. */
  public String id() {
    return id;
  }
}
