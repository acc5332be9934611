package dev.darkroom.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.RecentMark;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.RandomRequests;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of a list: each is understood, or named with what to do. */
class ListRequestReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456789Z");
  private static final ListFilter NO_FILTER = filter(Map.of());

  @Test
  void withoutParametersEverythingIsListedTwentyAPage() {
    assertThat(ListRequestReader.read(Map.of()))
        .isEqualTo(new ListRequest.Recent(NO_FILTER, Optional.empty(), 20));
  }

  @Test
  void everyParameterIsUnderstood() {
    var request =
        recent(
            Map.of(
                "status", "partial",
                "model", "seedream-4.5",
                "provider", "evolink",
                "since", "2026-11-01T00:00:00+02:00",
                "until", "2026-11-20t10:00:00.5z",
                "metadata.Customer", "Müller & Söhne",
                "metadata.a.b", "",
                "limit", "100"));

    assertThat(request.limit()).isEqualTo(100);
    assertThat(request.filter())
        .isEqualTo(
            new ListFilter(
                Optional.of("partial"),
                Optional.of("seedream-4.5"),
                Optional.of("evolink"),
                Optional.of(Instant.parse("2026-10-31T22:00:00Z")),
                Optional.of(Instant.parse("2026-11-20T10:00:00.5Z")),
                Map.of("Customer", "Müller & Söhne", "a.b", "")));
  }

  @Test
  void aProviderIsNamedAsPeopleNameIt() {
    assertThat(filter(Map.of("provider", "fal.ai")).provider()).contains("fal");
  }

  @Test
  void openTasksAreListedAsBefore() {
    assertThat(ListRequestReader.read(Map.of("status", "open")))
        .isEqualTo(new ListRequest.Open(Optional.empty()));
    assertThat(ListRequestReader.read(Map.of("status", "in_doubt", "after", "x")))
        .isEqualTo(new ListRequest.InDoubt(Optional.of("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit", "model", "provider", "since", "until", "metadata.a"})
  void openTasksHaveNoFilter(String name) {
    assertThat(faults(Map.of("status", "open", name, "1")))
        .containsExactly(new Fault(name, "does not go with status=open: leave one of them out"));
  }

  @ParameterizedTest
  @CsvSource({
    "status, ''",
    "status, refused",
    "status, Succeeded",
    "status, 'succeeded,failed'",
    "model, ''",
    "model, ' '",
    "provider, ''",
    "provider, 1acme",
    "limit, ''",
    "limit, 0",
    "limit, 101",
    "limit, -1",
    "limit, 1e1",
    "limit, ٣",
    "limit, 007",
    "limit, 99999999999999999999",
    "since, ''",
    "since, 2026-11-20",
    "since, 2026-11-20T10:00Z",
    "since, 2026-11-20T10:00:00",
    "since, '2026-11-20T10:00:00 02:00'",
    "since, 2026-13-01T00:00:00Z",
    "since, 2026-02-30T00:00:00Z",
    "since, 2026-11-20T24:00:01Z",
    "since, 2026-11-20T10:00:60Z",
    "until, +999999999-01-01T00:00:00Z",
    "until, 2026-11-20T10:00:00+19:00",
    "until, 1795168800",
    "after, ''",
    "after, 2",
    "after, 0123456789abcdefghjkmnpqrs-1795168800",
    "after, LS4uLg"
  })
  void aBadValueIsNamedWithWhatToDo(String name, String value) {
    assertThat(faults(Map.of(name, value)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.path()).isEqualTo(name);
              assertThat(fault.message()).startsWith("must be ");
            });
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThat(faults(Map.of("status", "x", "limit", "x", "since", "x")))
        .extracting(Fault::path)
        .containsExactlyInAnyOrder("status", "limit", "since");
  }

  @Test
  void aTimeWithoutAMomentIsAFault() {
    var moment = "2026-11-20T10:00:00Z";

    assertThat(faults(Map.of("since", moment, "until", moment)))
        .containsExactly(new Fault("since", "must be before \"until\""));
  }

  @Test
  void metadataIsAsLongAsAnEventsMayBe() {
    var most = "ä".repeat(128);
    assertThat(recent(Map.of("metadata." + most, "🦊".repeat(1024))).filter().metadata())
        .containsOnlyKeys(most);

    assertThat(faults(Map.of("metadata." + most + "x", ""))).hasSize(1);
    assertThat(faults(Map.of("metadata.", "x"))).hasSize(1);
    assertThat(faults(Map.of("metadata.x", "y".repeat(1025)))).hasSize(1);
    var pairs =
        IntStream.range(0, 17)
            .boxed()
            .collect(Collectors.toMap(number -> "metadata.n" + number, number -> "x"));
    assertThat(faults(pairs)).extracting(Fault::path).containsExactly("metadata");
  }

  @Test
  void aCursorIsOfItsFilterAlone() {
    var filters =
        List.of(
            Map.<String, String>of(),
            Map.of("status", "failed"),
            Map.of("status", "succeeded"),
            Map.of("model", "failed"),
            Map.of("provider", "failed"),
            Map.of("since", "2026-11-01T00:00:00Z"),
            Map.of("until", "2026-11-01T00:00:00Z"),
            Map.of("metadata.a", "b"),
            Map.of("metadata.a", "b", "metadata.c", "d"),
            Map.of("metadata.ab", ""),
            Map.of("metadata.a", "b1:c1:d"));
    for (var mark : marks()) {
      for (var one : filters) {
        var text = new ListCursor(mark).text(filter(one));
        for (var other : filters) {
          var parameters = new HashMap<>(other);
          parameters.put("after", text);
          parameters.put("limit", "7"); // another page size is no other filter
          if (one.equals(other)) {
            assertThat(recent(parameters).after()).contains(mark);
          } else {
            assertThat(faults(parameters))
                .singleElement()
                .satisfies(
                    fault ->
                        assertThat(fault.message()).startsWith("belongs to a list with another"));
          }
        }
      }
    }
  }

  private static List<RecentMark> marks() {
    return List.of(
        new RecentMark(NOW, Optional.of(TaskId.of(new RequestId("x")))),
        RecentMark.before(NOW),
        RecentMark.before(Instant.EPOCH.minusNanos(1)));
  }

  @Test
  void aCursorThatWasChangedIsNoneOrOfSomeMoment() {
    var random = new Random(11);
    var text = new ListCursor(marks().getFirst()).text(NO_FILTER);
    for (int round = 0; round < 5000; round++) {
      var changed = new StringBuilder(text);
      for (int times = random.nextInt(3); times >= 0; times--) {
        changed.setCharAt(random.nextInt(changed.length()), (char) (33 + random.nextInt(94)));
      }

      var read = ListRequestReader.read(Map.of("after", changed.toString()));

      assertThat(read).isInstanceOfAny(ListRequest.Recent.class, ListRequest.Invalid.class);
    }
  }

  @Test
  void anythingIsUnderstoodOrNamed() {
    var random = new Random(12);
    var names =
        List.of("status", "model", "provider", "since", "until", "limit", "after", "metadata.a");
    var values =
        List.of("", "open", "failed", "in_doubt", "1", "2026-11-20T10:00:00Z", "\u0000", "%", "🦊");
    for (int round = 0; round < 5000; round++) {
      var parameters = new HashMap<String, String>();
      for (int pairs = random.nextInt(5); pairs >= 0; pairs--) {
        parameters.put(RandomRequests.pick(random, names), RandomRequests.pick(random, values));
      }

      var read = ListRequestReader.read(parameters);

      if (read instanceof ListRequest.Invalid(var faults)) {
        assertThat(faults).isNotEmpty();
        assertThat(faults).allSatisfy(fault -> assertThat(parameters).containsKey(fault.path()));
      }
    }
  }

  private static ListFilter filter(Map<String, String> parameters) {
    return recent(parameters).filter();
  }

  private static ListRequest.Recent recent(Map<String, String> parameters) {
    assertThat(ListRequestReader.read(parameters)).isInstanceOf(ListRequest.Recent.class);
    return (ListRequest.Recent) ListRequestReader.read(parameters);
  }

  private static List<Fault> faults(Map<String, String> parameters) {
    assertThat(ListRequestReader.read(parameters)).isInstanceOf(ListRequest.Invalid.class);
    return ((ListRequest.Invalid) ListRequestReader.read(parameters)).faults();
  }
}
