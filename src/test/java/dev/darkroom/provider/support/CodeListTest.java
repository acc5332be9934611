package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each code of an answer must be on the list. */
class CodeListTest {
  private static final NotTakenRow BUSY =
      NotTakenRow.of(429, "busy", ErrorCode.RATE_LIMITED, "their documents");
  private static final NotTaken LIST = new NotTaken(NotTaken.Shape.of(body -> true), List.of(BUSY));

  @Test
  void aListedCodeBesideAnUnlistedOneProvesNothing() {
    assertThat(LIST.proof(answered("{\"error\":{\"code\":\"busy\"}}"))).contains(BUSY);

    assertThat(LIST.proof(answered("{\"error\":{\"code\":\"busy\"},\"code\":\"queued\"}")))
        .isEmpty();
    assertThat(LIST.proof(answered("{\"error\":{\"code\":\"queued\"},\"code\":\"busy\"}")))
        .isEmpty();
  }

  /** Which line is the reason decides what the requester is told, and whether to try again. */
  @Test
  void aCodeUnderSeveralStatusesMeansWhatItsOwnStatusSays() {
    var list =
        new NotTaken(
            NotTaken.Shape.of(body -> true),
            List.of(
                NotTakenRow.of(400, "quota", ErrorCode.INVALID_REQUEST, "their documents"),
                NotTakenRow.of(402, "quota", ErrorCode.QUOTA_EXHAUSTED, "their documents"),
                NotTakenRow.of(403, ErrorCode.KEY_REJECTED, "their documents")));

    assertThat(meaning(list, 400, "{\"code\":\"quota\"}")).contains(ErrorCode.INVALID_REQUEST);
    assertThat(meaning(list, 402, "{\"code\":\"quota\"}")).contains(ErrorCode.QUOTA_EXHAUSTED);
    assertThat(meaning(list, 403, "{\"code\":\"quota\"}"))
        .as("none of its own: the first")
        .contains(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void aStatusAloneMeansWhatItsOwnLineSaysWhereverThatStands() {
    var list =
        new NotTaken(
            NotTaken.Shape.of(body -> true),
            List.of(
                NotTakenRow.of(400, "unsafe", ErrorCode.CONTENT_REFUSED, "their documents"),
                NotTakenRow.of(400, ErrorCode.INVALID_REQUEST, "their documents"),
                BUSY));

    assertThat(meaning(list, 400, "{}")).contains(ErrorCode.INVALID_REQUEST);
    assertThat(meaning(list, 429, "{\"code\":429,\"type\":\"busy\"}"))
        .as("a number that is listed with a code alone")
        .contains(ErrorCode.RATE_LIMITED);
  }

  private static Optional<ErrorCode> meaning(NotTaken list, int status, String body) {
    return list.proof(new Answered(status, Map.of(), body)).map(NotTakenRow::meaning);
  }

  private static Answered answered(String body) {
    return new Answered(429, Map.of(), body);
  }
}
