package dev.darkroom.conformance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.log.Metric;
import dev.darkroom.testing.CodeBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The questions to CloudWatch Logs Insights ask for names and words that log lines have. A name
 * that no line has would give an empty answer, which reads like good news.
 */
class DocumentedQueriesTest {
  private static final Set<String> FIELDS =
      Set.of(
          "level",
          "loggerName",
          "millis",
          "outcome",
          "provider",
          "reason",
          "step",
          "taskId",
          "traceId",
          "unit");

  /** Words of the language of Insights. */
  private static final Set<String> LANGUAGE =
      Set.of(
          "and",
          "as",
          "asc",
          "avg",
          "bin",
          "by",
          "count",
          "desc",
          "display",
          "filter",
          "in",
          "ispresent",
          "latest",
          "like",
          "limit",
          "pct",
          "sort",
          "stats",
          "sum");

  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"|/[^/]*/");
  private static final Pattern NAME = Pattern.compile("(?<![@\\w])[A-Za-z]\\w*");
  private static final Pattern ALIAS = Pattern.compile("\\bas (\\w+)");
  private static final Pattern STEP = Pattern.compile("step = \"(\\w+)\"");
  private static final Pattern OUTCOME =
      Pattern.compile("outcome (?:= \"(\\w+)\"|in \\[([^]]*)]|like /\\^([^/]*)/)");

  @ParameterizedTest
  @MethodSource("queries")
  void everyNameIsAFieldAMetricOrGivenInTheQuery(CodeBlock query) {
    var aliases = ALIAS.matcher(query.text()).results().map(found -> found.group(1));
    var metrics = Arrays.stream(Metric.values()).map(DocumentedQueriesTest::inLines);
    var known =
        Stream.of(FIELDS.stream(), LANGUAGE.stream(), aliases, metrics)
            .flatMap(names -> names)
            .collect(toSet());

    var withoutTexts = TEXT.matcher(query.text()).replaceAll("").replaceAll("bin\\(\\w+\\)", "");
    var names = NAME.matcher(withoutTexts).results().map(found -> found.group()).toList();

    assertThat(names).isNotEmpty().allMatch(known::contains);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyStepAndOutcomeIsWrittenBySomeStep(CodeBlock query) {
    var steps = STEP.matcher(query.text()).results().map(found -> found.group(1)).toList();
    var outcomes =
        OUTCOME.matcher(query.text()).results().flatMap(DocumentedQueriesTest::words).toList();

    assertThat(LineKinds.ALL).extracting(LineKind::step).containsAll(steps);
    assertThat(outcomes)
        .allSatisfy(
            word ->
                assertThat(LineKinds.ALL)
                    .filteredOn(kind -> steps.isEmpty() || steps.contains(kind.step()))
                    .extracting(LineKind::outcome)
                    .anyMatch(outcome -> outcome.startsWith(word)));
  }

  private static Stream<String> words(MatchResult found) {
    if (found.group(1) != null) {
      return Stream.of(found.group(1));
    }
    return found.group(2) != null
        ? Stream.of(found.group(2).replace("\"", "").split(", ", -1))
        : Stream.of(found.group(3).replaceAll("[()]", "").split("\\|", -1));
  }

  /** {@code RECOVERED_BY_SWEEP} is {@code RecoveredBySweep} in a line. */
  private static String inLines(Metric metric) {
    return Pattern.compile("_|^")
        .splitAsStream(metric.name())
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .reduce("", String::concat);
  }

  static List<CodeBlock> queries() {
    return CodeBlock.all().stream()
        .filter(block -> block.isIn("observability.md") && block.text().startsWith("filter "))
        .toList();
  }
}
