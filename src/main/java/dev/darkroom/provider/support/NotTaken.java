package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.NotTakenRow.Evidence;
import dev.darkroom.provider.support.CallOutcome.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The answers to a paid call which prove that nothing was taken: one provider's list. Each row has
 * the document that says so. Every other answer is in doubt.
 *
 * <p>An answer is proof if all of this holds. Its body has the provider's own shape of an error and
 * can be read in one way only. It names no task. Its HTTP status, unless a success, and each code
 * in its body are on the list. A number as a code counts as that HTTP status. Words decide nothing.
 *
 * <p>So a page of a proxy, such as 403 with HTML, is in doubt: nobody knows whether the provider
 * said it. To take a doubt for a refusal may cost two payments. To take a refusal for a doubt costs
 * the time until the deadline.
 */
public final class NotTaken {
  private static final int UNAUTHORIZED = 401;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private final Shape shape;
  private final List<NotTakenRow> rows;

  public NotTaken(Shape shape, List<NotTakenRow> rows) {
    this.shape = shape;
    this.rows = List.copyOf(rows);
  }

  /**
   * The shape of a provider's error.
   *
   * @param isOurs whether a body is an error of the provider's own, as its documents show them
   * @param layers codes that say only who speaks, such as {@code new_api_error}: they decide
   *     nothing
   * @param headers that hold a code as well, in lower case
   */
  public record Shape(Predicate<ObjectNode> isOurs, Set<String> layers, Set<String> headers) {
    public Shape {
      layers = Set.copyOf(layers);
      headers = Set.copyOf(headers);
    }

    /** Codes in the body alone, each of them one that decides. */
    public static Shape of(Predicate<ObjectNode> isOurs) {
      return new Shape(isOurs, Set.of(), Set.of());
    }
  }

  public List<NotTakenRow> rows() {
    return rows;
  }

  /** Whether the provider rejected the key, so that another one may be tried. */
  public boolean rejectsTheKey(Answered answered) {
    return proof(answered).filter(row -> row.status() == UNAUTHORIZED).isPresent();
  }

  /** The row that proves this answer; empty: it is in doubt. */
  public Optional<NotTakenRow> proof(Answered answered) {
    return ProviderJson.exactObject(answered.body())
        .filter(shape.isOurs())
        .flatMap(body -> proof(answered, body))
        .or(() -> spentWindow(answered));
  }

  private Optional<NotTakenRow> proof(Answered answered, ObjectNode body) {
    var fields = AnswerFields.of(body);
    var codes = new ArrayList<>(fields.codes());
    shape.headers().stream()
        .map(header -> NotTakenRow.normalized(answered.headers().getOrDefault(header, "")))
        .filter(code -> !code.isEmpty())
        .forEach(codes::add);
    codes.removeAll(shape.layers());
    if (fields.namesATask() || (answered.isSuccess() && codes.isEmpty())) {
      return Optional.empty();
    }
    var named = codes.stream().filter(code -> !isNumber(code)).toList();
    boolean isStatusListed = answered.isSuccess() || hasStatus(answered.status(), !named.isEmpty());
    boolean isEachCodeListed =
        codes.stream()
            .allMatch(
                code -> isNumber(code) ? hasStatus(number(code), !named.isEmpty()) : has(code));
    return isStatusListed && isEachCodeListed ? deciding(answered, codes) : Optional.empty();
  }

  /** The first code says more than a later one, and any code more than the status. */
  private Optional<NotTakenRow> deciding(Answered answered, List<String> codes) {
    return codes.stream()
        .findFirst()
        .map(code -> isNumber(code) ? ofStatus(number(code)) : ofCode(answered.status(), code))
        .orElseGet(() -> ofStatus(answered.status()));
  }

  private Optional<NotTakenRow> ofCode(int status, String code) {
    var named = rows.stream().filter(row -> row.code().equals(code)).toList();
    return named.stream()
        .filter(row -> row.status() == status)
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  private Optional<NotTakenRow> ofStatus(int status) {
    return rows.stream()
        .filter(row -> row.isOf(status))
        .findFirst()
        .or(() -> rows.stream().filter(row -> row.status() == status).findFirst());
  }

  private boolean has(String code) {
    return rows.stream().anyMatch(row -> row.code().equals(code));
  }

  /** A status that is listed with codes alone counts only beside a listed code. */
  private boolean hasStatus(int status, boolean isNamed) {
    return rows.stream()
        .filter(row -> row.evidence() == Evidence.BODY && row.status() == status)
        .anyMatch(row -> row.code().isEmpty() || isNamed);
  }

  private Optional<NotTakenRow> spentWindow(Answered answered) {
    return rows.stream()
        .filter(row -> row.evidence() == Evidence.SPENT_WINDOW)
        .filter(row -> row.status() == answered.status())
        .filter(row -> RetryAfter.isWindowSpent(answered.headers()) && saysNoMore(answered))
        .findFirst();
  }

  /** A body that leaves nothing open: no task, and no code but this status. */
  private static boolean saysNoMore(Answered answered) {
    var parsed = BoundedJsonParser.of(answered.body());
    if (parsed.isEmpty()) {
      return true;
    }
    var fields = AnswerFields.of(parsed.get().value());
    var same = Integer.toString(answered.status());
    return parsed.get().isExact()
        && !fields.namesATask()
        && fields.codes().stream().allMatch(same::equals);
  }

  private static boolean isNumber(String code) {
    return NUMBER.matcher(code).matches();
  }

  private static int number(String code) {
    return Integer.parseInt(code);
  }

  /** Whether everything beside these fields is a single value, for a shape. */
  public static boolean isBareBeside(ObjectNode body, Set<String> fields) {
    return body.propertyStream()
        .filter(field -> !fields.contains(field.getKey()))
        .allMatch(field -> !field.getValue().isContainerNode() || field.getValue().isEmpty());
  }
}
