package dev.darkroom.provider.liangxin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.query.Models;
import dev.darkroom.task.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LiangxinCapabilitiesTest {
  private static final String ROWS = "dev.darkroom.provider.liangxin.LiangxinCapabilities#ALL";

  @ParameterizedTest
  @CsvSource({
    "seedream-4.5, GENERATE, seedream-v4-5",
    "seedream-4.5, EDIT, seedream-v4-5-edit",
    "seedream-5.0-lite, GENERATE, seedream-v5-lite",
    "seedream-5.0-lite, EDIT, seedream-v5-lite-edit",
    "z-image, GENERATE, z-image",
    "gemini-2.5-flash-image, GENERATE, gemini-2.5-flash-image-preview",
    "gemini-2.5-flash-image, EDIT, gemini-2.5-flash-image-preview",
    "nano-banana-pro, GENERATE, nano-banana-pro",
    "nano-banana-pro, EDIT, nano-banana-pro",
    "nano-banana-pro-flash, GENERATE, nano-banana-pro-flash",
    "nano-banana-pro-flash, EDIT, nano-banana-pro-flash",
    "imagen4-fast, GENERATE, imagen4-fast",
    "imagen4-ultra, GENERATE, imagen4-ultra",
    "flux-2-pro, GENERATE, flux-2-pro",
    "flux-2-pro, EDIT, flux-2-pro",
    "kling-3-pro, GENERATE, kling-v3-pro"
  })
  void oneRowSaysWhatAModelIsCalledThereForAnOperation(
      String model, Operation operation, String theirs) {
    assertThat(LiangxinCapabilities.ALL)
        .filteredOn(row -> row.model().value().equals(model))
        .filteredOn(row -> row.operations().contains(operation))
        .extracting(Capability::providerModel)
        .containsExactly(theirs);
  }

  @Test
  void everyNameHasOneRow() {
    assertThat(LiangxinCapabilities.ALL)
        .extracting(Capability::providerModel)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource(ROWS)
  void whatIsNotStatedIsMarkedByTheNamesOfTheModelsPage(Capability row) {
    var names = names(Models.Offer.class);
    var marked = new HashSet<>(row.provenance().unknown());
    marked.addAll(row.provenance().inferred().keySet());

    assertThat(marked).isSubsetOf(names);
    assertThat(marked)
        .hasSize(row.provenance().unknown().size() + row.provenance().inferred().size());
  }

  @ParameterizedTest
  @FieldSource(ROWS)
  void aLimitThatNobodyStatesIsNotEnforced(Capability row) {
    assertThat(row.promptLimit().isEmpty())
        .isEqualTo(row.provenance().unknown().contains("promptLimit"));
    assertThat(row.shapes().sizes()).isEmpty();
  }

  @Test
  void anEditWithSeedream45TakesFiveReferences() {
    assertThat(row("seedream-v4-5-edit").limits().references().max()).contains(5);
    assertThat(row("gemini-2.5-flash-image-preview").limits().references().max()).isEmpty();
    assertThat(row("z-image").limits().references().max()).contains(0);
  }

  @Test
  void theNameOfTheEditWithSeedream5LiteIsMarkedAsInferred() {
    assertThat(LiangxinCapabilities.ALL)
        .filteredOn(row -> row.provenance().inferred().containsKey("providerModel"))
        .extracting(Capability::providerModel)
        .containsExactly("seedream-v5-lite-edit");
  }

  @ParameterizedTest
  @CsvSource({
    "256, 256, true",
    "1440, 1440, true",
    "1440, 256, true",
    "255, 256, false",
    "1441, 256, false"
  })
  void fluxTakesSidesOf256To1440(int width, int height, boolean expected) {
    assertThat(row("flux-2-pro").shapes().pixels().map(range -> range.takes(width, height)))
        .isEqualTo(Optional.of(expected));
  }

  private static Capability row(String providerModel) {
    return LiangxinCapabilities.ALL.stream()
        .filter(one -> one.providerModel().equals(providerModel))
        .findFirst()
        .orElseThrow();
  }

  /** The names of an offer's fields in JSON, where some parts have no level of their own. */
  private static List<String> names(Class<?> part) {
    return Stream.of(part.getRecordComponents())
        .flatMap(
            field ->
                field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? names(field.getType()).stream()
                    : Stream.of(field.getName()))
        .toList();
  }
}
