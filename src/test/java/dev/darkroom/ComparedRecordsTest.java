package dev.darkroom;

import dev.darkroom.link.Origin;
import dev.darkroom.secret.Secret;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.WrittenEquals;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records whose {@code equals} is written out compare all that they are made of. */
class ComparedRecordsTest {
  /** For each kind two of the same, and others that differ in one component each. */
  static Stream<List<Record>> kinds() {
    return Stream.of(
        List.of(new ModelName("a"), new ModelName("a"), new ModelName("b")),
        List.of(new ProviderId("fal"), new ProviderId("fal"), new ProviderId("fax")),
        List.of(new RequestId("a"), new RequestId("a"), new RequestId("A")),
        List.of(
            TaskId.of(new RequestId("a")),
            TaskId.of(new RequestId("a")),
            TaskId.of(new RequestId("b"))),
        List.of(new AspectRatio("1:1"), new AspectRatio("1:1"), new AspectRatio("1:2")),
        List.of(new Pixels(1, 2), new Pixels(1, 2), new Pixels(1, 3), new Pixels(2, 2)),
        List.of(new Secret("a"), new Secret("a"), new Secret("b")),
        List.of(AccountFingerprint.of("a"), AccountFingerprint.of("a"), AccountFingerprint.of("b")),
        List.of(
            new Publication("a", "1"),
            new Publication("a", "1"),
            new Publication("a", "2"),
            new Publication("b", "1")),
        List.of(ref("fal", "1"), ref("fal", "1"), ref("fal", "2"), ref("evolink", "1")),
        List.of(
            new Origin("https", "a.example", 443),
            new Origin("https", "a.example", 443),
            new Origin("http", "a.example", 443),
            new Origin("https", "b.example", 443),
            new Origin("https", "a.example", 444)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theyAreEqualWhereEveryComponentIs(List<Record> records) {
    WrittenEquals.assertThatEveryComponentCounts(records);
  }

  private static ProviderTaskRef ref(String provider, String id) {
    return new ProviderTaskRef(new ProviderId(provider), id);
  }
}
