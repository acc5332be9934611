package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertifiedNameTest {

  @ParameterizedTest
  @CsvSource({
    "a_b.pictures.test, a_b.pictures.test, true",
    "A_B.Pictures.Test, a_b.pictures.test, true",
    "*.pictures.test, a_b.pictures.test, true",
    "*.pictures.test, x.a_b.pictures.test, false",
    "*.pictures.test, pictures.test, false",
    "*.pictures.test, .pictures.test, false",
    "*.test, a_b.test, false",
    "a*.pictures.test, a_b.pictures.test, false",
    "*_b.pictures.test, a_b.pictures.test, false",
    "*.other.test, a_b.pictures.test, false",
    "pictures.test, a_b.pictures.test, false",
    "*, a_b, false"
  })
  void aStarStandsForTheFirstLabelAlone(String name, String host, boolean isFor) {
    assertThat(CertifiedName.matches(name, host)).isEqualTo(isFor);
  }
}
