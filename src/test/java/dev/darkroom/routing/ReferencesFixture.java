package dev.darkroom.routing;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.link.S3Link;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.pipeline.TestingPipeline;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.RequestId;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Requests with reference images, and a store that holds one of them. */
abstract class ReferencesFixture {
  static final String FOX = "s3://ours/foxes/red fox.png";
  static final String WEB = "https://example.com/a.png";
  final FakeProvider acme = new FakeProvider(ACME);
  final FakeProvider bolt = new FakeProvider(BOLT);
  final TestingReferenceStore objects =
      new TestingReferenceStore().owning("ours").has(FOX, "image/png", 1000);
  final InMemoryTaskStore tasks = new InMemoryTaskStore();

  SubmissionResult submit(String... images) {
    return pipeline(List.of()).submit(request(images));
  }

  SubmitPipeline pipeline(List<String> buckets) {
    return pipeline(objects, buckets);
  }

  SubmitPipeline pipeline(ReferenceStore store, List<String> buckets) {
    var clock = new ManualClock();
    var submission =
        TestingSubmission.of(tasks, new RecordingQueue(), TestingCallback.addresses(), clock);
    return new TestingPipeline(tasks, new TestingTokens(), TestingNotify.signing(), clock)
        .submit(
            TestingRouter.of(Providers.of(acme, bolt), List.of()),
            TestingRouter.references(store, buckets),
            submission);
  }

  static GenerationRequest request(String... images) {
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

  static Capability taking(Set<String> types, long bytes) {
    return Examples.row("their-editor", Operation.EDIT)
        .references(new References(Optional.of(14), types, Optional.of(bytes)))
        .from("made for tests", "2026-11-20");
  }

  void assertNothingHappened() {
    assertThat(acme.submitCount() + bolt.submitCount()).isZero();
    assertThat(tasks.open(Optional.empty(), 10).tasks()).isEmpty();
  }

  static Problem refused(SubmissionResult result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return Problem.of(((Rejected) result).rejection());
  }
}
