package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.ContentWords;
import dev.darkroom.task.ErrorCode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What LiangXin's words speak of, where its codes do not say: in English as its pages, in Chinese
 * as the gateway it runs on (new-api).
 */
enum LiangxinWords {
  CONTENT(
      ErrorCode.CONTENT_REFUSED,
      "sensitive[ _-]?words|(blocked|rejected|flagged|stopped) by [^.]{0,20}safety|敏感|违规"),
  QUOTA(ErrorCode.QUOTA_EXHAUSTED, "quota|balance|credits?\\b|arrears|recharge|额度|余额"),
  KEY(ErrorCode.KEY_REJECTED, "(invalid|expired|missing) (token|api[ _-]?key)|unauthorized|令牌"),
  BUSY(ErrorCode.RATE_LIMITED, "saturated|rate[ _-]?limit|too many requests|饱和"),
  NOT_SERVED(
      ErrorCode.PROVIDER_UNAVAILABLE,
      "price (is )?not (configured|set)"
          + "|unsupported model(?![ _-]?param)"
          + "|model( (?!param|field|option|input)\\S+)? (is )?not (supported|available|found|enabled)"
          + "|no available channel|价格未配置|无可用渠道");

  private final ErrorCode meaning;
  private final Pattern pattern;

  LiangxinWords(ErrorCode meaning, String pattern) {
    this.meaning = meaning;
    this.pattern = Pattern.compile(pattern);
  }

  boolean areIn(LiangxinErrors error) {
    var said = (error.code() + " " + error.message()).toLowerCase(Locale.ROOT);
    return pattern.matcher(said).find() || (this == CONTENT && ContentWords.areIn(said));
  }

  /** The first meaning that is found. */
  static Optional<ErrorCode> meant(LiangxinErrors error) {
    return Stream.of(values()).filter(words -> words.areIn(error)).map(w -> w.meaning).findFirst();
  }
}
