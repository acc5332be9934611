package dev.darkroom.provider.support;

import dev.darkroom.task.ErrorCode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes the kind of a refusal by its words, for all providers. The words are English, or
 * Chinese as the gateway (new-api) says it on which LiangXin and EvoLink run.
 *
 * <p>The words only refine the kind. Status and codes have decided before that it is a refusal.
 */
public final class RefusalClassifier {
  private static final Pattern QUOTA =
      Pattern.compile(
          "quota|balance|credits?\\b|arrears|recharge|top[ _-]?up|insufficient funds|额度|余额");

  private static final Pattern NOT_SERVED =
      Pattern.compile(
          "price (is )?not (configured|set)"
              + "|unsupported model(?![ _-]?param)"
              + "|model( (?!param|field|option|input)\\S+)? (is )?not"
              + " (supported|available|found|enabled)"
              + "|no available channel|价格未配置|无可用渠道");

  private RefusalClassifier() {}

  /**
   * The refusal that the words mean.
   *
   * @param listed the kind that the list of {@link NotTaken} gives
   * @param said code and words of the provider
   */
  public static ErrorCode refined(ErrorCode listed, String said) {
    var words = said.toLowerCase(Locale.ROOT);
    return switch (listed) {
      case INVALID_REQUEST -> invalid(words);
      case KEY_REJECTED -> closedDoor(words);
      case CONTENT_REFUSED,
          QUOTA_EXHAUSTED,
          RATE_LIMITED,
          PROVIDER_UNAVAILABLE,
          NOT_TAKEN,
          GENERATION_FAILED,
          RESULT_EXPIRED,
          RESULT_REJECTED,
          RESULT_UNAVAILABLE,
          SUBMISSION_IN_DOUBT,
          DEADLINE_PASSED,
          CANCELLED ->
          listed;
    };
  }

  /** Without a price or a channel for the model, this account cannot use it; another can. */
  private static ErrorCode invalid(String words) {
    if (ContentRefusal.isIn(words)) {
      return ErrorCode.CONTENT_REFUSED;
    }
    return NOT_SERVED.matcher(words).find()
        ? ErrorCode.PROVIDER_UNAVAILABLE
        : ErrorCode.INVALID_REQUEST;
  }

  /** 403 is an empty account, refused content, or a denied model. */
  private static ErrorCode closedDoor(String words) {
    if (ContentRefusal.isIn(words)) {
      return ErrorCode.CONTENT_REFUSED;
    }
    return QUOTA.matcher(words).find() ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.KEY_REJECTED;
  }
}
