package dev.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.intake.IntakeResult.Invalid;
import dev.darkroom.intake.IntakeResult.Understood;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.testing.ManualClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The most that an event may cost, as its bytes say it. */
class CostCapEventsTest {
  private static final String ZEROS = "0".repeat(25);

  private final Intake intake = TestingIntake.of(TestingNotify.signing(), new ManualClock());

  @ParameterizedTest
  @CsvSource({
    "0.05, 0.05",
    "0.0500, 0.05",
    "5, 5",
    "5.0, 5",
    "1e-2, 0.01",
    "1E2, 100",
    "12.5e-1, 1.25",
    "1000000000, 1000000000",
    "1e9, 1000000000",
    "0.000000000000000001, 0.000000000000000001",
    "999999999.999999999999999999, 999999999.999999999999999999"
  })
  void anAmountIsReadExactly(String written, String amount) {
    assertThat(cap(written)).isEqualTo(usd(amount, /* allowsUnknown= */ false));
  }

  @Test
  void zerosAtItsEndSayNothing() {
    assertThat(cap("0.04" + ZEROS)).isEqualTo(usd("0.04", /* allowsUnknown= */ false));
    assertThat(cap("0.04" + ZEROS).most().amount().scale()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.0",
        "0e5",
        "-0",
        "-0.05",
        "-1e400",
        "1000000001",
        "1000000000.000000000000000001",
        "1e10",
        "1e400",
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "1e-19",
        "1e-400",
        "\"0.05\"",
        "\"NaN\"",
        "\"\"",
        "true",
        "[0.05]",
        "{}"
      })
  void whatIsNoAmountIsRefusedAndSaysWhy(String written) {
    assertThat(faults("{\"amount\": " + written + ", \"unit\": \"USD\"}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.amount");
    assertThat(faults("{\"amount\": " + written + ", \"unit\": \"USD\"}").getFirst().message())
        .contains("a number of more than 0", "without quotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-", "0x10", ".5", "05", "1e", "+1", "1_000"})
  void whatIsNoNumberOfJsonIsNoEvent(String written) {
    assertThat(faults("{\"amount\": " + written + ", \"unit\": \"USD\"}"))
        .extracting(Fault::path)
        .containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e401", "1e-401", "1e99999999999999999999"})
  void aNumberBeyondAllBoundsIsRefusedAtItsPath(String written) {
    assertThat(faults("{\"amount\": " + written + ", \"unit\": \"USD\"}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "\"$\"", "\"US D\"", "\"USD\\n\"", "\"ü\"", "7", "{}"})
  void whatIsNoUnitIsRefused(String unit) {
    assertThat(faults("{\"amount\": 1, \"unit\": " + unit + "}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.unit");
  }

  @Test
  void twoFaultsAreBothNamed() {
    assertThat(faults("{\"amount\": -1, \"unit\": \"\"}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.amount", "maxCost.unit");
    assertThat(faults("{}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.amount", "maxCost.unit");
    assertThat(faults("{\"amount\": 1, \"unti\": \"USD\"}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.unti", "maxCost.unit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.05", "\"0.05 USD\"", "[]", "true"})
  void aCapIsAnObject(String written) {
    assertThat(faults(written)).extracting(Fault::path).containsExactly("maxCost");
  }

  @Test
  void itSaysWhetherAnUnknownPriceIsAllowed() {
    assertThat(read("{\"amount\": 1, \"unit\": \"USD\", \"ifUnknown\": \"allow\"}"))
        .isEqualTo(usd("1", /* allowsUnknown= */ true));
    assertThat(read("{\"amount\": 1, \"unit\": \"USD\", \"ifUnknown\": \"reject\"}"))
        .isEqualTo(usd("1", /* allowsUnknown= */ false));
    assertThat(faults("{\"amount\": 1, \"unit\": \"USD\", \"ifUnknown\": \"alow\"}"))
        .extracting(Fault::path)
        .containsExactly("maxCost.ifUnknown");
  }

  @Property(tries = 500)
  void everyAmountWithinTheBoundsIsKept(
      @ForAll @BigRange(min = "0.000000000000000001", max = "1000000000") @Scale(18)
          BigDecimal amount) {
    var most = cap(amount.toString()).most().amount();

    assertThat(most).isEqualByComparingTo(amount);
    assertThat(most.toPlainString()).doesNotContain("E");
  }

  private CostCap cap(String amount) {
    return read("{\"amount\": " + amount + ", \"unit\": \"USD\"}");
  }

  private CostCap read(String cap) {
    var result = intake.read(event(cap));
    assertThat(result).as(cap).isInstanceOf(Understood.class);
    return ((Understood) result).request().preference().maxCost().orElseThrow();
  }

  private List<Fault> faults(String cap) {
    var result = intake.read(event(cap));
    assertThat(result).as(cap).isInstanceOf(Invalid.class);
    return ((Invalid) result).rejection().faults();
  }

  private static Event event(String cap) {
    var text =
        "{\"id\":\"order-1\",\"model\":\"seedream-5.0-lite\",\"prompt\":\"a red fox\",\"maxCost\":"
            + cap
            + "}";
    return Event.plain(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CostCap usd(String amount, boolean allowsUnknown) {
    return new CostCap(new Cost(new BigDecimal(amount), "USD"), allowsUnknown);
  }
}
