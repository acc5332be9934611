package dev.darkroom.routing;

import static dev.darkroom.routing.TestingReferenceStore.signed;
import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.answer.Problem;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.link.LinkRule;
import dev.darkroom.link.Origin;
import dev.darkroom.link.S3Link;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.pipeline.TestingPipeline;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Permanent;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  private static final String FOX = "s3://ours/foxes/red fox.png";
  private static final String WEB = "https://example.com/a.png";

  private final FakeProvider acme = new FakeProvider(ACME);
  private final FakeProvider bolt = new FakeProvider(BOLT);
  private final TestingReferenceStore objects =
      new TestingReferenceStore().owning("ours").has(FOX, "image/png", 1000);
  private final InMemoryTaskStore tasks = new InMemoryTaskStore();

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
  void aBucketOfSomebodyElseIsNotEvenLookedInto() {
    var problem = refused(submit(FOX, "s3://theirs/secret.png"));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.path()).isEqualTo("images[1]");
              assertThat(fault.message()).contains("theirs", "DARKROOM_REFERENCE_BUCKETS");
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
  void withoutAnyBucketTheVariablesAreNamed() {
    var pipeline = pipeline(new TestingReferenceStore(), List.of());

    assertThat(refused(pipeline.submit(request(FOX))).errors())
        .extracting(Fault::message)
        .singleElement()
        .asString()
        .contains("DARKROOM_BUCKET", "DARKROOM_REFERENCE_BUCKETS");
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

  @Test
  void aProviderThatDoesNotTakeTheTypeOrSizeIsNoCandidate() {
    acme.can(taking(Set.of("image/jpeg"), 10_000));

    submit(FOX);

    assertThat(acme.submitCount()).isZero();
    assertThat(bolt.submitCount()).isEqualTo(1);
  }

  @Test
  void whereNobodyTakesItEachProviderSaysWhy() {
    acme.can(taking(Set.of("image/jpeg", "image/webp"), 10_000));
    bolt.can(taking(Set.of(), 999));

    var problem = refused(submit(WEB.replace("png", "jpg"), FOX));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(
            new Fault("images[1]", "acme: is image/png; types here: [image/jpeg, image/webp]"),
            new Fault("images[1]", "bolt: has 1000 bytes; at most 999"));
    assertNothingHappened();
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg, fox.png, true",
    "image/jpg, fox, true",
    "IMAGE/JPEG; q=1, fox, true",
    "image/png, fox.jpg, false",
    "binary/octet-stream, fox.jpeg, true",
    "binary/octet-stream, fox.PNG, false",
    "application/octet-stream, fox, true",
    "application/octet-stream, a.png/fox, true",
    "'', fox.png, false",
    "text/html, fox.jpg, false"
  })
  void aTypeIsWhatIsDeclaredAndElseWhatTheNameSays(String declared, String key, boolean isTaken) {
    acme.can(taking(Set.of("image/jpeg"), 10_000));
    bolt.can();
    objects.has("s3://ours/" + key, declared, 1000);

    assertThat(submit("s3://ours/" + key) instanceof Started).isEqualTo(isTaken);
  }

  @Test
  void aTypeThatNobodyDeclaredIsNotHeldAgainstIt() {
    acme.can(taking(Set.of("image/jpeg"), 10_000));
    objects.has("s3://ours/fox", new Found(Optional.empty(), 1000));

    assertThat(submit("s3://ours/fox")).isInstanceOf(Started.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a.jpg, true",
    "https://example.com/a.JPEG?size=1.png, true",
    "https://example.com/a.png, false",
    "https://example.com/a, true",
    "https://example.com, true",
    "https://example.com/a.png/download, true",
    "https://example.com/a.b/c.cgi, true"
  })
  void aLinkOnTheWebIsTakenByItsNameAndNotFetched(String link, boolean isTaken) {
    acme.can(taking(Set.of("image/jpeg"), 10));
    bolt.can();

    assertThat(submit(link) instanceof Started).isEqualTo(isTaken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/a.png",
        "https://10.1.2.3/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:8.8.8.8]/a.png",
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/a.png",
        "https://localhost/a.png",
        "https://example.com:8443/a.png",
        "https://example.com./a.png"
      })
  void aLinkThatLeadsSomewhereOddIsRefusedWhoeverWouldFollowIt(String link) {
    var problem = refused(submit(WEB, link));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("images[1]");
    assertThat(problem.detail()).doesNotContain(link);
    assertNothingHappened();
  }

  @Test
  void aTrustedOriginMayBePrivate() {
    var rule = LinkRule.of(Set.of(Origin.parse("https://127.0.0.1:9443")), 443);
    var images =
        new ReferenceImages(objects, rule, TestingRouter.config(List.of(), Duration.ofHours(1)));

    assertThat(images.inspect(List.of(URI.create("https://127.0.0.1:9443/a.png"))).faults())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59S", "PT168H1S", "PT0S", "-PT1H"})
  void aValidityThatNoLinkCanHaveNamesItsVariable(String validity) {
    var config = TestingRouter.config(List.of(), Duration.parse(validity));

    assertThatThrownBy(() -> new ReferenceImages(objects, LinkRule.of(Set.of(), 443), config))
        .hasMessageContaining("DARKROOM_REFERENCE_LINK_VALIDITY");
  }

  private SubmissionResult submit(String... images) {
    return pipeline(List.of()).submit(request(images));
  }

  private SubmitPipeline pipeline(List<String> buckets) {
    return pipeline(objects, buckets);
  }

  private SubmitPipeline pipeline(ReferenceStore store, List<String> buckets) {
    var clock = new ManualClock();
    var submission =
        TestingSubmission.of(tasks, new RecordingQueue(), TestingCallback.addresses(), clock);
    return new TestingPipeline(tasks, new TestingTokens(), TestingNotify.signing(), clock)
        .submit(
            TestingRouter.of(Providers.of(acme, bolt), List.of()),
            TestingRouter.references(store, buckets),
            submission);
  }

  private static GenerationRequest request(String... images) {
    var references =
        Stream.of(images)
            .map(text -> S3Link.parse(text).map(S3Link::uri).orElseGet(() -> URI.create(text)))
            .toList();
    return new GenerationRequest(
        new RequestId("order-1"),
        Examples.MODEL,
        ImageSpec.of("a red fox").withImages(references),
        Preference.NONE,
        DeliveryOptions.DEFAULT);
  }

  private static Capability taking(Set<String> types, long bytes) {
    return Examples.row("their-editor", Operation.EDIT)
        .references(new References(Optional.of(14), types, Optional.of(bytes)))
        .from("made for tests", "2026-11-20");
  }

  private void assertNothingHappened() {
    assertThat(acme.submitCount() + bolt.submitCount()).isZero();
    assertThat(tasks.open(Optional.empty(), 10).tasks()).isEmpty();
  }

  private static Problem refused(SubmissionResult result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return Problem.of(((Rejected) result).rejection());
  }
}
