package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Words refine what status and codes have decided, and decide nothing themselves. */
class RefusalClassifierTest {

  @ParameterizedTest
  @CsvSource({
    "Prompt violates our Content Policy, CONTENT_REFUSED",
    "OutputImageSensitiveContentDetected, CONTENT_REFUSED",
    "包含敏感词, CONTENT_REFUSED",
    "Unsupported model foo, PROVIDER_UNAVAILABLE",
    "unsupported model_param size, INVALID_REQUEST",
    "model seedream-9 is not supported, PROVIDER_UNAVAILABLE",
    "model field is not supported, INVALID_REQUEST",
    "No available channel for z-image, PROVIDER_UNAVAILABLE",
    "模型价格未配置, PROVIDER_UNAVAILABLE",
    "size is wrong, INVALID_REQUEST",
    "your balance is fine, INVALID_REQUEST"
  })
  void aWrongRequestMayBeRefusedContentOrAModelThatIsNotServed(String said, ErrorCode meaning) {
    assertThat(RefusalClassifier.refined(ErrorCode.INVALID_REQUEST, said)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({
    "Insufficient balance, QUOTA_EXHAUSTED",
    "no credits left, QUOTA_EXHAUSTED",
    "用户额度不足, QUOTA_EXHAUSTED",
    "blocked by the safety system, CONTENT_REFUSED",
    "the key is disabled, KEY_REJECTED",
    "model z-image is not available, KEY_REJECTED"
  })
  void aClosedDoorMayBeAnEmptyAccountOrRefusedContent(String said, ErrorCode meaning) {
    assertThat(RefusalClassifier.refined(ErrorCode.KEY_REJECTED, said)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"INVALID_REQUEST", "KEY_REJECTED"})
  void everyOtherMeaningStaysWhatItIs(ErrorCode listed) {
    assertThat(RefusalClassifier.refined(listed, "content policy, insufficient balance"))
        .isEqualTo(listed);
  }
}
