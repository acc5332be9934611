package dev.darkroom.query;

import dev.darkroom.query.ListCursor.Reading;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RecentMark;
import dev.darkroom.task.Refusal.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the query parameters of a list. Every fault names its parameter and what to do. */
public final class ListRequestReader {
  /** What is wrong with a cursor that is none. */
  public static final String NO_CURSOR = "must be the \"next\" of the page before";

  static final int DEFAULT_LIMIT = 20;
  static final int MOST = 100;

  private static final String METADATA = "metadata.";
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_VALUE = 1024;
  private static final int MOST_PAIRS = 16;
  private static final Pattern LIMIT = Pattern.compile("[1-9]\\d?|100");

  /** RFC 3339, section 5.6. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  private static final List<String> STATUSES =
      List.of("submitting", "processing", "succeeded", "partial", "failed", "cancelled");

  private final Map<String, String> parameters;
  private final List<Fault> faults = new ArrayList<>();

  private ListRequestReader(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads the parameters.
   *
   * @param parameters none but those of the route; untrusted
   */
  public static ListRequest read(Map<String, String> parameters) {
    return new ListRequestReader(parameters).read();
  }

  private ListRequest read() {
    var status = find("status");
    if (status.filter(List.of("open", "in_doubt")::contains).isPresent()) {
      return ofOpenTasks(status.get());
    }
    var filter =
        new ListFilter(
            valid("status", STATUSES::contains, statusRule()),
            valid("model", this::isName, "must be the name of a model, such as seedream-4.5"),
            provider(),
            moment("since"),
            moment("until"),
            metadata());
    if (isEmptyTime(filter)) {
      fault("since", "must be before \"until\"");
    }
    var limit =
        valid("limit", text -> LIMIT.matcher(text).matches(), "must be a number from 1 to " + MOST);
    var after = after(filter);
    return faults.isEmpty()
        ? new ListRequest.Recent(filter, after, limit.map(Integer::parseInt).orElse(DEFAULT_LIMIT))
        : new ListRequest.Invalid(faults);
  }

  private static String statusRule() {
    return "must be one of open, in_doubt, "
        + String.join(", ", STATUSES)
        + ", or be left out; events that were refused are not listed";
  }

  /** The index of open tasks has another order, and no filter. */
  private ListRequest ofOpenTasks(String status) {
    parameters.keySet().stream()
        .filter(name -> !List.of("status", "after").contains(name))
        .sorted()
        .forEach(
            name ->
                fault(name, "does not go with status=%s: leave one of them out".formatted(status)));
    if (!faults.isEmpty()) {
      return new ListRequest.Invalid(faults);
    }
    var after = find("after");
    return status.equals("open") ? new ListRequest.Open(after) : new ListRequest.InDoubt(after);
  }

  /** As a person may write it. */
  private Optional<String> provider() {
    return valid(
            "provider",
            text -> ProviderId.meant(text).isPresent(),
            "must be the name of a provider, such as fal")
        .flatMap(ProviderId::meant)
        .map(ProviderId::value);
  }

  private boolean isName(String text) {
    return !text.isBlank() && text.length() <= LONGEST_NAME;
  }

  private static boolean isEmptyTime(ListFilter filter) {
    return filter
        .since()
        .filter(since -> filter.until().filter(until -> !since.isBefore(until)).isPresent())
        .isPresent();
  }

  private Optional<Instant> moment(String name) {
    return find(name)
        .flatMap(
            text -> {
              var moment = parsed(text);
              if (moment.isEmpty()) {
                fault(
                    name,
                    "must be a moment as in RFC 3339, such as 2026-11-20T10:00:00Z; a + in it is"
                        + " written %2B");
              }
              return moment;
            });
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return MOMENT.matcher(text).matches()
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeException noMoment) {
      return Optional.empty();
    }
  }

  private Map<String, String> metadata() {
    var pairs = new HashMap<String, String>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(METADATA)) {
            pairs.put(name.substring(METADATA.length()), value);
          }
        });
    if (pairs.size() > MOST_PAIRS) {
      fault("metadata", "has " + pairs.size() + " pairs; at most " + MOST_PAIRS);
    }
    pairs.forEach(
        (name, value) -> {
          if (name.isBlank() || length(name) > LONGEST_NAME) {
            fault(METADATA + name, "must have a name of 1 to " + LONGEST_NAME + " characters");
          }
          if (length(value) > LONGEST_VALUE) {
            fault(METADATA + name, "must have at most " + LONGEST_VALUE + " characters");
          }
        });
    return pairs;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private Optional<RecentMark> after(ListFilter filter) {
    return find("after")
        .flatMap(
            text ->
                switch (ListCursor.read(text, filter)) {
                  case Reading.Place(var mark) -> Optional.of(mark);
                  case Reading.OfAnother _ -> {
                    fault(
                        "after",
                        "belongs to a list with another filter: repeat the other parameters of the"
                            + " page before, or leave it out");
                    yield Optional.empty();
                  }
                  case Reading.NoCursor _ -> {
                    fault("after", NO_CURSOR);
                    yield Optional.empty();
                  }
                });
  }

  private Optional<String> valid(String name, Predicate<String> rule, String message) {
    var value = find(name);
    value.filter(rule.negate()).ifPresent(_ -> fault(name, message));
    return value.filter(rule);
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private void fault(String name, String message) {
    faults.add(new Fault(name, message));
  }
}
