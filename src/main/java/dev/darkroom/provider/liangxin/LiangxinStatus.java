package dev.darkroom.provider.liangxin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The effective status of an answer to a check.
 *
 * <p>"HTTP-style business codes" are in the body. The APIs that LiangXin follows send them under an
 * HTTP 200. Darkroom reads them as the HTTP status that they mirror. For the paid call see {@link
 * LiangxinNotTaken}.
 */
final class LiangxinStatus {
  private static final Pattern CODE = Pattern.compile("\\d{1,6}");
  private static final int SUCCESS = 200;

  private LiangxinStatus() {}

  /** The same answer with the effective status. */
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
