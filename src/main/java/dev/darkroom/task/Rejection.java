package dev.darkroom.task;

import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why an event never becomes a task.
 *
 * @param detail one or two sentences for a person: what happened and what to do
 * @param faults the first of them, each with the path of its field, and how many more there are
 * @param isAdaptable whether the same event would be taken with {@code onLoss: adapt}
 */
public record Rejection(Code code, String detail, List<Fault> faults, boolean isAdaptable) {
  /** So many faults are listed; how many more there are stands in the place of the rest. */
  static final int MAX_FAULTS = 20;

  /** The kind of a rejection, for a program. */
  public enum Code {
    INVALID_REQUEST,
    NOT_HONOURABLE,
    TOO_EXPENSIVE,
    PRICE_UNKNOWN,
    EVENT_TOO_LARGE,
    IDEMPOTENCY_MISMATCH,
    TOO_MANY_WAITING,
    GENERATION_DELETED;

    /** As callers see it, {@code invalid_request}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Bounds what is listed: an event of strangers must not make an answer that nobody can carry. */
  public Rejection {
    faults = bounded(faults);
  }

  private Rejection(Code code, String detail, List<Fault> faults) {
    this(code, detail, faults, /* isAdaptable= */ false);
  }

  /** The event cannot be understood, or breaks the rules of the event. */
  public static Rejection invalid(List<Fault> faults) {
    return new Rejection(Code.INVALID_REQUEST, summary(faults), faults);
  }

  /**
   * The event is understood, but no provider that is on can honour it.
   *
   * @param isAdaptable whether one could with {@code onLoss: adapt}: the way out is told
   */
  public static Rejection unroutable(List<Fault> faults, boolean isAdaptable) {
    var wayOut =
        isAdaptable
            ? " With \"onLoss\": \"adapt\", what \"cannot be kept\" is changed or dropped, and"
                + " reported."
            : "";
    return new Rejection(Code.NOT_HONOURABLE, summary(faults) + wayOut, faults, isAdaptable);
  }

  /**
   * Every provider that can honour the event is dearer than its {@code maxCost}, or has no price to
   * compare.
   */
  public static Rejection tooExpensive(List<Fault> faults) {
    return new Rejection(
        Code.TOO_EXPENSIVE,
        summary(faults)
            + " Nothing was spent, and the id is free. Raise maxCost, or ask for fewer images or"
            + " another provider.",
        faults);
  }

  /** No provider that can honour the event has a price that its {@code maxCost} can be held to. */
  public static Rejection priceUnknown(List<Fault> faults) {
    return new Rejection(
        Code.PRICE_UNKNOWN,
        summary(faults)
            + " Nothing was spent, and the id is free. Name a provider whose price is known in that"
            + " unit (GET /v1/models), or set maxCost.ifUnknown to \"allow\".",
        faults);
  }

  /**
   * The event is larger than an event may be.
   *
   * @param limit in bytes
   */
  public static Rejection tooLarge(int limit) {
    return new Rejection(
        Code.EVENT_TOO_LARGE,
        "An event is at most " + limit + " bytes. Pass images by link, not by value.",
        List.of());
  }

  /** The id belongs to a task with other parameters. */
  public static Rejection mismatch() {
    return new Rejection(
        Code.IDEMPOTENCY_MISMATCH,
        "This id belongs to a task with other parameters. Use a new id for a new request, or send"
            + " the same request again.",
        List.of(new Fault("id", "is in use for another request")));
  }

  /**
   * As many wait for this task as its record can hold.
   *
   * @param limit how many
   */
  public static Rejection tooManyWaiting(int limit) {
    return new Rejection(
        Code.TOO_MANY_WAITING,
        limit
            + " task tokens wait for this task already. The task goes on; ask for its outcome by"
            + " its id.",
        List.of());
  }

  /** The id belongs to a generation that was deleted. */
  public static Rejection deleted(Tombstone tombstone) {
    return new Rejection(
        Code.GENERATION_DELETED,
        "This id belongs to a generation that was deleted at "
            + tombstone.deletedAt()
            + ". Nothing was spent. Use a new id for a new request.",
        List.of(new Fault("id", "is in use for a deleted generation")));
  }

  private static List<Fault> bounded(List<Fault> faults) {
    if (faults.size() <= MAX_FAULTS + 1) {
      return List.copyOf(faults);
    }
    var listed = new ArrayList<>(faults.subList(0, MAX_FAULTS));
    listed.add(new Fault("", "and " + (faults.size() - MAX_FAULTS) + " more faults"));
    return List.copyOf(listed);
  }

  private static String summary(List<Fault> faults) {
    if (faults.isEmpty()) {
      return "";
    }
    var first = faults.getFirst();
    var more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
    var text = (first.path().isEmpty() ? "" : first.path() + ": ") + first.message() + more;
    return text.endsWith("?") ? text : text + ".";
  }
}
