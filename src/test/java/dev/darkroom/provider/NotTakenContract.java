package dev.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the list of every provider keeps: a paid call counts as not taken only by an answer that
 * stands on it, and everything else is in doubt.
 */
public abstract class NotTakenContract extends InDoubtContract {
  @Test
  void everyLineHasASourceAndNoneIsAboutWork() {
    assertThat(list().rows())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.source()).isNotBlank();
              assertThat(row.status()).isBetween(400, 499);
              assertThat(row.status()).isNotIn(408, 409, 424, 425, 451, 460, 499);
              assertThat(OPEN_CODES).doesNotContain(row.code());
            });
  }

  @Test
  void whatIsOnTheListWasNotTaken() {
    assertThat(onTheList())
        .isNotEmpty()
        .allSatisfy(
            answer ->
                assertThat(submitted(answer)).isInstanceOfAny(Transient.class, Refused.class));
  }

  @Test
  void aCodeInASuccessIsReadAsTheSameStatus() {
    assertThat(list().rows())
        .filteredOn(row -> !row.code().isEmpty())
        .allSatisfy(
            row ->
                assertThat(isNotTaken(200, error(Optional.of(quoted(row.code())), ""))).isTrue());
  }

  @Test
  void aCodeMayBePaddedOrInUpperCase() {
    assertThat(list().rows())
        .filteredOn(row -> !row.code().isEmpty())
        .allSatisfy(
            row -> {
              var odd = "  " + row.code().toUpperCase(Locale.ROOT).replace('_', '-') + " ";
              assertThat(isNotTaken(row.status(), error(Optional.of(quoted(odd)), ""))).isTrue();
            });
  }

  /** Every status with every code: taken for "not taken" only where both are listed. */
  @Test
  void everythingElseIsInDoubt() {
    var codes = new ArrayList<>(OPEN_CODES);
    list().rows().stream()
        .map(NotTakenRow::code)
        .filter(code -> !code.isEmpty())
        .forEach(codes::add);
    IntStream.rangeClosed(400, 460).mapToObj(Integer::toString).forEach(codes::add);
    var wrong = new ArrayList<String>();

    for (int status : STATUSES) {
      for (var code : codes) {
        for (var literal : literals(code)) {
          boolean mayBe = isStatusListed(status, code) && isCodeListed(code);
          if (!mayBe && isNotTaken(status, error(Optional.of(literal), ""))) {
            wrong.add(status + " with " + literal);
          }
        }
      }
      if (!isCodelessListed(status) && isNotTaken(status, error(Optional.empty(), ""))) {
        wrong.add(status + " without a code");
      }
    }

    assertThat(wrong).isEmpty();
  }

  private boolean isCodeListed(String code) {
    return code.matches("\\d{1,6}")
        ? isCodelessListed(Integer.parseInt(code))
        : codes().contains(code);
  }

  private boolean isCodelessListed(int status) {
    return rowsOf(status).anyMatch(row -> row.code().isEmpty());
  }

  /** As a text; a number and a truth also as such. */
  private static List<String> literals(String code) {
    return code.matches("-?\\d+|true|false") ? List.of(code, quoted(code)) : List.of(quoted(code));
  }
}
