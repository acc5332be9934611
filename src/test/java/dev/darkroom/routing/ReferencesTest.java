package dev.darkroom.routing;

import static dev.darkroom.routing.TestingReferenceStore.signed;
import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.link.S3Link;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Forbidden;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Permanent;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Refusal.Fault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferencesTest extends ReferencesFixture {
  @Test
  void theProviderGetsALinkAndTheRecordKeepsTheName() {
    var result = submit(WEB, FOX);

    var stored = tasks.find(((Started) result).task().id()).orElseThrow().request();
    assertThat(stored).isEqualTo(request(WEB, FOX));
    assertThat(stored.toString()).doesNotContain("secret");
    assertThat(acme.submits().getFirst().spec().images())
        .containsExactly(URI.create(WEB), signed(FOX));
  }

  @Test
  void whoeverIsFallenBackToGetsALinkToo() {
    acme.willAnswer(
        new SubmitResult.Transient(
            Failure.of(ErrorCode.RATE_LIMITED, "later", ACME), Optional.empty()));

    submit(FOX);

    assertThat(bolt.submits().getFirst().spec().images()).containsExactly(signed(FOX));
  }

  @Test
  void theSameRequestAgainIsItsTaskThoughTheObjectIsGoneByNow() {
    var first = ((Started) submit(FOX)).task();
    objects.loses(FOX);

    var again = submit(FOX);

    assertThat(again).isEqualTo(new Repeated(first));
    assertThat(objects.looks()).hasSize(1);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void anotherObjectUnderTheSameIdIsAnotherRequest() {
    submit(FOX);
    objects.has("s3://ours/hare.png", "image/png", 1000);

    assertThat(refused(submit("s3://ours/hare.png")).code()).isEqualTo("idempotency_mismatch");
  }

  @Test
  void aBlankAfterACommaIsNoPartOfABucketsName() {
    objects.has("s3://shared/fox.png", "image/png", 1000);

    pipeline(List.of("other", " shared ")).submit(request("s3://shared/fox.png"));

    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aBucketOfSomebodyElseIsNotEvenLookedInto() {
    var problem = refused(submit(FOX, "s3://theirs/secret.png"));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.path()).isEqualTo("images[1]");
              assertThat(fault.message())
                  .contains("theirs", "https://")
                  .doesNotContain("DARKROOM_");
            });
    assertThat(objects.looks()).extracting(S3Link::bucket).doesNotContain("theirs");
    assertNothingHappened();
  }

  @Test
  void aBucketThatIsConfiguredIsLookedInto() {
    objects.has("s3://shared/fox.png", "image/png", 1000);

    assertThat(pipeline(List.of("other", "shared")).submit(request("s3://shared/fox.png", FOX)))
        .isInstanceOf(Started.class);
  }

  @Test
  void withoutAnyBucketALinkIsTheWay() {
    var pipeline = pipeline(new TestingReferenceStore(), List.of());

    assertThat(refused(pipeline.submit(request(FOX))).errors())
        .extracting(Fault::message)
        .singleElement()
        .asString()
        .contains("https://")
        .doesNotContain("DARKROOM_");
  }

  @Test
  void everyReferenceThatIsWrongIsSaidSoBeforeAnythingIsClaimed() {
    objects.has("s3://ours/locked.png", new Permanent("may not be read"));

    var problem = refused(submit("s3://ours/nothing.png", FOX, "s3://ours/locked.png"));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("images[0]", "images[2]");
    assertThat(problem.errors().getFirst().message()).contains("no such object");
    assertThat(problem.errors().getLast().message()).isEqualTo("may not be read");
    assertNothingHappened();
  }

  /** S3 says "forbidden" of what is not there, to whoever may not list the bucket. */
  @Test
  void anUploadedPictureThatHasExpiredIsToBeUploadedAgain() {
    var gone = "s3://ours/references/" + "0".repeat(64) + ".png";
    var hidden = "s3://ours/references/" + "1".repeat(64) + ".png";
    objects.has(hidden, new Forbidden("may not be read: give it the right"));

    var problem = refused(submit(gone, hidden));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("images[0]", "images[1]");
    assertThat(problem.errors())
        .allSatisfy(
            fault ->
                assertThat(fault.message())
                    .contains("has expired", "Upload it again (POST /v1/uploads)")
                    .doesNotContain("may not be read"));
    assertNothingHappened();
  }

  @Test
  void onlyWhatWasUploadedHereCanBeUploadedAgain() {
    objects.has("s3://ours/locked.png", new Forbidden("may not be read: give it the right"));
    objects.has("s3://shared/references/a.png", new Forbidden("may not be read"));

    var problem =
        refused(
            pipeline(List.of("shared"))
                .submit(request("s3://ours/locked.png", "s3://shared/references/a.png")));

    assertThat(problem.errors())
        .extracting(Fault::message)
        .containsExactly("may not be read: give it the right", "may not be read");
  }

  @Test
  void aStoreThatIsDownLeavesNoClaimBehind() {
    objects.goesDown();

    assertThatThrownBy(() -> submit(FOX)).hasMessage("could not look at references");

    assertNothingHappened();
  }

  @Test
  void aSignatureThatFailsLeavesNoClaimBehind() {
    objects.losesItsCredentials();

    assertThatThrownBy(() -> submit(FOX)).hasMessage("no credentials today");

    assertNothingHappened();
  }
}
