package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
  @Test
  void aKeyOfDarkroomIsTheNameOfItsFile() {
    assertThat(FileName.of("generations/1eqy48apt9mrr51vgr208hpkcv/0.jpg"))
        .isEqualTo("generations/1eqy48apt9mrr51vgr208hpkcv/0.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "fuchs-ä.png, fuchs-%C3%A4.png",
    "狐, %E7%8B%90",
    "🦊/0.png, %F0%9F%A6%8A/0.png",
    "red%20fox.png, red%2520fox.png",
    "100%, 100%25",
    "a+b&c=d?.png, a+b&c=d?.png"
  })
  void everythingElseIsWrittenAsInAUrl(String key, String name) {
    assertThat(FileName.of(key)).isEqualTo(name);
    assertThat(FileName.key(name)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"by-hand-100%, by-hand-100%", "50%-off.png, 50%-off.png", "%zz, %zz"})
  void aFileOfAnotherNameBreaksNoList(String name, String key) {
    assertThat(FileName.key(name)).isEqualTo(key);
  }

  @Property
  void noKeyIsLost(@ForAll @StringLength(max = 40) String key) {
    var name = FileName.of(whole(key));

    assertThat(name).matches("[ -~]*");
    assertThat(FileName.key(name)).isEqualTo(whole(key));
  }

  /** Keys are text: no half of a surrogate pair can be in one. */
  private static String whole(String text) {
    return text.replaceAll("[\\ud800-\\udfff]", "");
  }
}
