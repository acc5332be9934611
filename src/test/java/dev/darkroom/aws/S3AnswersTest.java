package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.delivery.ImageStore.Put;
import dev.darkroom.delivery.ImageStore.Put.Stored;
import dev.darkroom.delivery.ImageStore.Put.Taken;
import dev.darkroom.link.S3Link;
import dev.darkroom.routing.ReferenceStore.ObjectStatus;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Absent;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Forbidden;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Permanent;
import dev.darkroom.task.StoredImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What follows from each answer of S3, also from those that no local S3 gives. */
class S3AnswersTest {
  private static final String OURS = "ab".repeat(32);
  private static final String THEIRS = "cd".repeat(32);
  private static final StoredImage IMAGE =
      new StoredImage(0, "generations/one/0.png", "image/png", 640, 480, 9, OURS);

  private final ScriptedS3 s3 = new ScriptedS3();

  @Test
  void aConflictIsTriedOnceMore() {
    s3.refuses(409).takes();

    assertThat(put()).isEqualTo(new Stored(IMAGE));
    assertThat(s3.putCount()).isEqualTo(2);
  }

  @Test
  void aConflictThatStaysIsAFailure() {
    s3.refuses(409).refuses(409);

    assertThatThrownBy(this::put).isInstanceOf(S3Exception.class).hasMessageContaining("409");
    assertThat(s3.putCount()).isEqualTo(2);
  }

  @Test
  void aKeyThatIsTakenIsLookedAt() {
    s3.refuses(412).shows(object(OURS));
    assertThat(put()).isEqualTo(new Stored(IMAGE));

    s3.refuses(412).shows(object(THEIRS));
    assertThat(put()).isEqualTo(new Taken());
    assertThat(s3.putCount()).isEqualTo(2);
    assertThat(s3.looks())
        .extracting(HeadObjectRequest::checksumMode)
        .containsOnly(ChecksumMode.ENABLED);
  }

  /** The KMS key of the bucket may be needed for the checksum alone. */
  @Test
  void whereTheChecksumIsForbiddenOurOwnDecides() {
    s3.refuses(412).hides(403).shows(object(OURS));
    assertThat(put()).isEqualTo(new Stored(IMAGE));
    assertThat(s3.looks().getLast().checksumMode()).isNull();

    s3.refuses(412).hides(403).shows(object(THEIRS));
    assertThat(put()).isEqualTo(new Taken());
  }

  /** Without s3:ListBucket, S3 says of an absent object that it is forbidden. */
  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void anObjectThatIsNotThereCannotBeRead(int status) {
    s3.hides(status);

    assertThat(store().read(IMAGE.key())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void whetherAnObjectIsThereMayNotBeKnown(int status) {
    s3.hides(status);

    assertThatThrownBy(() -> store().read(IMAGE.key())).hasMessageContaining("answered " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500})
  void aTakenKeyThatCannotBeSeenIsAFailure(int status) {
    s3.refuses(412).hides(status);

    assertThatThrownBy(this::put).hasMessageContaining("answered " + status);
    assertThat(s3.looks()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 499})
  void aRefusalIsAFailureWithoutALook(int status) {
    s3.refuses(status);

    assertThatThrownBy(this::put).hasMessageContaining("answered " + status);
    assertThat(s3.looks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void afterAnErrorOfTheServerTheObjectMayBeThere(int status) {
    s3.refuses(status).shows(object(OURS));

    assertThat(put()).isEqualTo(new Stored(IMAGE));
  }

  @Test
  void whatCannotBeSeenAfterAnErrorLeavesTheError() {
    s3.refuses(500).hides(404);

    assertThatThrownBy(this::put)
        .hasMessageContaining("answered 500")
        .satisfies(failed -> assertThat(failed.getSuppressed()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307})
  void aReferenceOfAnotherRegionSaysSo(int status) {
    s3.hides(status);

    assertThat(look())
        .isInstanceOfSatisfying(
            Permanent.class, permanent -> assertThat(permanent.why()).contains("another region"));
  }

  /** It may be missing as well: S3 says the same of both. */
  @Test
  void aReferenceThatMayNotBeReadNamesTheRight() {
    s3.hides(403);

    assertThat(look())
        .isInstanceOfSatisfying(
            Forbidden.class, forbidden -> assertThat(forbidden.why()).contains("s3:GetObject"));
  }

  @Test
  void aReferenceIsThereOrIsNot() {
    s3.shows(HeadObjectResponse.builder().contentType("image/png").contentLength(9L).build());
    s3.shows(HeadObjectResponse.builder().contentLength(9L).build());
    s3.hides(404);

    assertThat(look()).isEqualTo(new Found(Optional.of("image/png"), 9));
    assertThat(look()).isEqualTo(new Found(Optional.empty(), 9));
    assertThat(look()).isEqualTo(new Absent());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 500, 503})
  void anyOtherAnswerSaysNothingOfAReference(int status) {
    s3.hides(status);

    assertThatThrownBy(this::look).hasMessageContaining("answered " + status);
  }

  private static HeadObjectResponse object(String sha256) {
    return HeadObjectResponse.builder()
        .contentType("image/png")
        .contentLength(9L)
        .metadata(Map.of("darkroom-sha256", sha256))
        .build();
  }

  private Put put() {
    return store().putIfAbsent(IMAGE, Path.of("unread"), Map.of());
  }

  private S3ImageStore store() {
    return new S3ImageStore(
        () -> s3, S3AnswersTest::noLinks, ExampleAwsConfig.withBucket("pictures"));
  }

  private ObjectStatus look() {
    var store =
        new S3ReferenceStore(
            () -> s3, S3AnswersTest::noLinks, ExampleAwsConfig.withBucket("pictures"));
    return store.look(new S3Link("pictures", "fox.png"));
  }

  private static S3Links noLinks() {
    throw new AssertionError("nothing is signed here");
  }
}
