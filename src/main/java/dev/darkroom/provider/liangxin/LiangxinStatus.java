package dev.darkroom.provider.liangxin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The status that counts of an answer to a check: "HTTP-style business codes" stand in the body,
 * and the APIs that LiangXin is modelled on put them there under an HTTP 200. They are read as the
 * HTTP status that they mirror. (Of the paid call: {@link LiangxinNotTaken}.)
 */
final class LiangxinStatus {
  private static final Pattern CODE = Pattern.compile("\\d{1,6}");
  private static final int SUCCESS = 200;

  private LiangxinStatus() {}

  /** The same answer under the status that counts. */
  static Answered counting(Answered answered) {
    var inBody = ProviderJson.object(answered.body()).flatMap(LiangxinStatus::in);
    return inBody
        .filter(code -> answered.isSuccess() && code != SUCCESS)
        .map(code -> new Answered(code, answered.headers(), answered.body()))
        .orElse(answered);
  }

  private static Optional<Integer> in(ObjectNode body) {
    return ProviderJson.scalar(body.path("error").path("code"))
        .or(() -> ProviderJson.scalar(body.path("code")))
        .filter(text -> CODE.matcher(text).matches())
        .map(Integer::valueOf);
  }
}
