package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RecentTasks.Unknown;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderId;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list is read back to an older task, or it proves nothing. */
class EvolinkTaskListTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final AccountFingerprint ACCOUNT = AccountFingerprint.of("sk-test");
  private static final Duration AGE = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock();
  private final EvolinkTaskList list =
      new EvolinkTaskList(new ProviderId("evolink"), ACCOUNT, AGE, clock);

  @Test
  void everyTaskSinceTheClaimIsNamed() {
    var result = list.read(page(entry("a", 60), entry("b", 599), entry("old", 3600)));

    assertThat(result)
        .get()
        .isInstanceOfSatisfying(
            Complete.class,
            complete -> {
              assertThat(complete.account()).isEqualTo(ACCOUNT);
              assertThat(complete.since())
                  .extracting(one -> one.ref().id())
                  .containsExactly("a", "b");
              assertThat(complete.since()).extracting(one -> one.model().orElse("")).contains("m");
            });
  }

  @Test
  void aTaskThatIsOlderByLessThanTheSkewOfClocksMayBeTheOne() {
    assertThat(list.read(page(entry("a", 600 + 359), entry("old", 3600))))
        .get()
        .isInstanceOfSatisfying(
            Complete.class, complete -> assertThat(complete.since()).hasSize(1));
  }

  /** Clocks six minutes apart at most: the task may just be the one. */
  @Test
  void aTaskOfJustTheAgeThatIsLookedForMayBeTheOne() {
    assertThat(list.read(page(entry("a", 600 + 360)))).isEmpty();
    assertThat(list.read(page(entry("old", 600 + 361))))
        .get()
        .isInstanceOfSatisfying(
            Complete.class,
            complete ->
                assertThat(complete.since())
                    .extracting(one -> one.ref().id())
                    .containsExactly("a"));
  }

  @Test
  void pagesAreReadUntilAnOlderTask() {
    assertThat(list.read(page(entry("a", 10), entry("b", 20)))).isEmpty();
    assertThat(list.read(page(entry("b", 20), entry("c", 30)))).isEmpty();

    assertThat(list.read(page(entry("d", 40), entry("old", 9999))))
        .get()
        .isInstanceOfSatisfying(
            Complete.class, complete -> assertThat(complete.since()).hasSize(4));
  }

  @Test
  void aListThatEndsBeforeAnOlderTaskProvesNothing() {
    assertThat(list.read(page(entry("a", 10)))).isEmpty();

    assertUnknown(list.read(page()));
  }

  @Test
  void anEmptyListProvesNothing() {
    assertUnknown(list.read(page()));
  }

  @Test
  void aListWithTheOldestFirstProvesNothing() {
    assertUnknown(list.read(page(entry("old", 9999), entry("a", 10))));
  }

  @Test
  void aPageThatIsNewerThanTheOneBeforeProvesNothing() {
    assertThat(list.read(page(entry("a", 100)))).isEmpty();

    assertUnknown(list.read(page(entry("b", 50), entry("old", 9999))));
  }

  @Test
  void aTaskOfTheFutureProvesNothing() {
    assertUnknown(list.read(page(entry("a", -3600), entry("old", 9999))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"data\":{}}",
        "{\"data\":null}",
        "{\"data\":\"x\"}",
        "{\"data\":[7]}",
        "{\"data\":[null]}",
        "{\"data\":[{}]}",
        "{\"data\":[{\"id\":\"a\"}]}",
        "{\"data\":[{\"created_at\":1700000000}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":\"yesterday\"}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":1e99999}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":-5}]}",
        "{\"data\":[{\"id\":\"a\",\"created_at\":0}]}",
        "{\"data\":[{\"id\":\"../x\",\"created_at\":1700000000}]}",
        "<html>welcome</html>",
        "{\"error\":{\"code\":\"internal_error\"}}"
      })
  void anUnreadableListProvesNothing(String body) {
    assertUnknown(list.read(answered(body)));
  }

  /** One reader sees our task in it, and another does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"id\":\"ours\",\"created_at\":%1$d}],\"data\":[%2$s]}",
        "{\"data\":[%2$s]}{\"data\":[{\"id\":\"ours\",\"created_at\":%1$d}]}",
        "{\"data\":[%2$s]} and more",
        "{\"data\":[{\"id\":\"old\",\"created_at\":%1$d,\"created_at\":1700000000}]}"
      })
  void aListThatCanBeReadInTwoWaysProvesNothing(String body) {
    assertUnknown(list.read(answered(body.formatted(NOW.getEpochSecond(), entry("old", 9999)))));
  }

  /** A gateway that joins the answers of several machines, one of which did not answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[%s],\"error\":{\"code\":\"partial_result\",\"message\":\"timeout\"}}",
        "{\"error\":\"one shard did not answer\",\"data\":[%s]}"
      })
  void aListBesideAnErrorProvesNothing(String body) {
    assertUnknown(list.read(answered(body.formatted(entry("old", 9999)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 206, 226})
  void onlyAWholeAnswerOfTheProviderItselfProvesSomething(int status) {
    var whole = page(entry("old", 9999));

    assertUnknown(list.read(new Answered(status, whole.headers(), whole.body())));
  }

  /** The list was made before the claim: a cache keeps the Date of then, and says how old it is. */
  @ParameterizedTest
  @ValueSource(strings = {"1200", "1", "0, 1200", "yes"})
  void aListFromACacheProvesNothing(String age) {
    var whole = page(entry("old", 9999));

    assertUnknown(
        list.read(
            new Answered(
                200, Map.of("date", whole.headers().get("date"), "age", age), whole.body())));
  }

  @Test
  void aListThatACachePassedOnAtOnceIsAsGoodAsAny() {
    var whole = page(entry("old", 9999));
    var passedOn = Map.of("date", whole.headers().get("date"), "age", "0");

    assertThat(list.read(new Answered(200, passedOn, whole.body())))
        .get()
        .isInstanceOf(Complete.class);
  }

  /** A local time that calls itself UTC makes a task of this minute look hours old. */
  @Test
  void aTimeThatIsNoNumberProvesNothing() {
    assertUnknown(
        list.read(
            answered("{\"data\":[{\"id\":\"ours\",\"created_at\":\"2026-11-26T04:00:00Z\"}]}")));
  }

  /**
   * Our task was made just after the claim, by a machine whose clock is five minutes late. The last
   * page comes three minutes after the first one was asked for.
   */
  @Test
  void aListThatIsReadTooSlowlyProvesNothing() {
    assertThat(list.read(page(entry("another", 10)))).isEmpty();
    clock.advance(Duration.ofMinutes(3));
    var secondsAgo = AGE.plusMinutes(5).plusMinutes(3).minusSeconds(1).toSeconds();

    assertUnknown(list.read(page(entry("ours", secondsAgo))));
  }

  @Test
  void aListThatIsReadWithinAMinuteProvesSomething() {
    assertThat(list.read(page(entry("another", 10)))).isEmpty();
    clock.advance(Duration.ofMinutes(1));

    assertThat(list.read(page(entry("old", 9999)))).get().isInstanceOf(Complete.class);
  }

  @Test
  void aListWithoutADateProvesNothing() {
    var body = page(entry("old", 9999)).body();

    assertUnknown(list.read(new Answered(200, Map.of(), body)));
  }

  @Test
  void anAbsurdlyLongPageProvesNothing() {
    assertUnknown(list.read(pageOf(1001)));
    assertThat(list.read(pageOf(1000))).get().isInstanceOf(Complete.class);
  }

  private static Answered pageOf(int count) {
    return page(
        IntStream.range(0, count)
            .mapToObj(number -> entry("t" + number, 9999))
            .toArray(String[]::new));
  }

  private static void assertUnknown(Optional<RecentTasks> result) {
    assertThat(result).get().isInstanceOf(Unknown.class);
  }

  private static String entry(String id, long secondsAgo) {
    return "{\"id\":\"%s\",\"model\":\"m\",\"created_at\":%d}"
        .formatted(id, NOW.minusSeconds(secondsAgo).getEpochSecond());
  }

  private static Answered page(String... entries) {
    return answered("{\"data\":[" + String.join(",", entries) + "],\"total\":9}");
  }

  private static Answered answered(String body) {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC));
    return new Answered(200, Map.of("date", date), body);
  }
}
