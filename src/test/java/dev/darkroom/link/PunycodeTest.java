package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of RFC 3492, section 7.1, and names as CPython's codec encodes them. */
class PunycodeTest {

  @ParameterizedTest
  @CsvSource({
    "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
    "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
    "यहलोगहिन्दीक्योंनहींबोलसकतेहैं, i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd",
    "TạisaohọkhôngthểchỉnóitiếngViệt, TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g",
    "3年B組金八先生, 3B-ww4c5e180e575a65lsy2b",
    "槚雾製援鶽輢, p1u34kix4a2ofm1ke9j"
  })
  void aLongNameIsEncodedAsItsStandardEncodesIt(String label, String encoded) {
    assertThat(Punycode.encoded(label)).isEqualTo(encoded);
  }
}
