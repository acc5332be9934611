package dev.darkroom.provider.liangxin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.Exchange;
import dev.darkroom.provider.Exchange.Answered;
import dev.darkroom.provider.ProviderJson;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The status that counts: "HTTP-style business codes" stand in the body, and the APIs that LiangXin
 * is modelled on put them there under an HTTP 200. They are read as the HTTP status that they
 * mirror, so that one rule decides what was refused for sure and what is in doubt: 4xx was refused
 * (also 433 and 455), but for 408 and 409; everything from 500 on may have been taken (also 501 and
 * 505, which kie.ai alone explains).
 */
final class LiangxinStatus {
  private static final Pattern CODE = Pattern.compile("\\d{1,6}");
  private static final int SUCCESS = 200;

  private LiangxinStatus() {}

  /** The same exchange under the status that counts. */
  static Exchange counting(Exchange exchange) {
    return exchange instanceof Answered answered ? counting(answered) : exchange;
  }

  /** The same answer under the status that counts. */
  static Answered counting(Answered answered) {
    var inBody = ProviderJson.object(answered.body()).flatMap(LiangxinStatus::in);
    return inBody
        .filter(code -> counts(answered, code))
        .map(code -> new Answered(code, answered.headers(), answered.body()))
        .orElse(answered);
  }

  /** A success is what body and HTTP agree on; a refusal is clear if neither leaves it open. */
  private static boolean counts(Answered answered, int code) {
    return answered.isSuccess()
        ? code != SUCCESS
        : answered.status() < 500 && (code >= 500 || code == 408 || code == 409);
  }

  private static Optional<Integer> in(ObjectNode body) {
    return ProviderJson.scalar(body.path("error").path("code"))
        .or(() -> ProviderJson.scalar(body.path("code")))
        .filter(text -> CODE.matcher(text).matches())
        .map(Integer::valueOf);
  }
}
