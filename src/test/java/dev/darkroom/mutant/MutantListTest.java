package dev.darkroom.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.mutant.Killer.NamedTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of mutants is that of the code and of its page. {@link MutantRun} runs them. */
class MutantListTest {
  /** How many a package must have at least. */
  private static final Map<String, Integer> LEAST =
      Map.of(
          "submission", 20,
          "check", 4,
          "settlement", 50,
          "notification", 10,
          "delivery", 8,
          "control", 15);

  @Test
  void everyMutantAppliesToTheCodeAsItIs() {
    var sources = Mutants.all().stream().map(Mutant::source).toList();

    assertThat(sources).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    assertThat(Mutants.all()).extracting(Mutant::what).doesNotHaveDuplicates();
  }

  @Test
  void everyTestThatIsToNoticeAMutantExists() throws ClassNotFoundException {
    var loader = MutantListTest.class.getClassLoader();

    for (var mutant : Mutants.all()) {
      if (mutant.killer() instanceof NamedTest test) {
        var type = Class.forName(test.fullName(), /* initialize= */ false, loader);
        assertThat(TestLauncher.method(type, test.method()).getName()).isEqualTo(test.method());
      }
    }
  }

  @Test
  void eachStepHasMutants() {
    var packages =
        Mutants.all().stream()
            .map(one -> one.file().substring(0, one.file().indexOf('/')))
            .toList();

    LEAST.forEach(
        (step, least) ->
            assertThat(packages.stream().filter(step::equals).count())
                .as("mutants of %s", step)
                .isGreaterThanOrEqualTo(least));
  }

  @Test
  void thePageListsExactlyTheseMutants() throws IOException {
    var listed = Mutants.all().stream().map(MutantsPage::row).toList();
    var rows = MutantsPage.rows();

    assertThat(rows.stream().map(row -> known(row, listed)).toList())
        .as("write it anew: ./mvnw test -Dtest=MutantRun -Ddocs=write")
        .isEqualTo(listed);
  }

  /** The mutant's part of a row; the row itself if it is of no mutant. */
  private static String known(String row, List<String> listed) {
    return listed.stream().filter(row::startsWith).findFirst().orElse(row);
  }
}
