package dev.darkroom.testing;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.pipeline.QuotePipeline;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.pipeline.SurrenderPipeline;
import dev.darkroom.pipeline.TestingPipeline;
import dev.darkroom.provider.Providers;
import dev.darkroom.routing.TestingReferenceStore;
import dev.darkroom.routing.TestingRouter;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The real steps from intake to submission, on doubles. */
public final class Chain {
  private final TaskStore store;
  private final RecordingQueue queue = new RecordingQueue();
  private final TestingReferenceStore references = new TestingReferenceStore().owning("pictures");
  private final TestingTokens tokens = new TestingTokens();
  private final ManualClock clock = new ManualClock();
  private final List<FakeProvider> fakes;
  private final Providers providers;
  private final List<String> order;
  private final Submission submission;

  private Chain(TaskStore store, List<String> order, List<FakeProvider> fakes) {
    this.store = store;
    this.fakes = List.copyOf(fakes);
    this.providers = Providers.of(fakes.toArray(FakeProvider[]::new));
    this.order = order;
    this.submission =
        TestingSubmission.of(store, queue, TestingCallback.addresses(), tokens, clock);
  }

  public static Chain with(FakeProvider... fakes) {
    return new Chain(new InMemoryTaskStore(), List.of(), Arrays.asList(fakes));
  }

  /**
   * With a preference among providers.
   *
   * @param order as in {@code DARKROOM_ROUTING_ORDER}
   */
  public static Chain ordered(List<String> order, FakeProvider... fakes) {
    return new Chain(new InMemoryTaskStore(), order, Arrays.asList(fakes));
  }

  /** On a store of the test's own. */
  public static Chain on(TaskStore store, FakeProvider... fakes) {
    return new Chain(store, List.of(), Arrays.asList(fakes));
  }

  public SubmitPipeline pipeline() {
    return pipeline(TestingNotify.signing());
  }

  /** With webhooks that can be signed, or cannot. */
  public SubmitPipeline pipeline(TestingNotify notify) {
    return pipelines(notify)
        .submit(
            TestingRouter.of(providers, order), TestingRouter.references(references), submission);
  }

  public QuotePipeline quotes() {
    return pipelines(TestingNotify.signing())
        .quotes(TestingRouter.of(providers, order), TestingRouter.references(references));
  }

  public SurrenderPipeline surrenderPipeline() {
    return pipelines(TestingNotify.signing())
        .surrender(TestingSubmission.surrender(store, submission, tokens, clock));
  }

  private TestingPipeline pipelines(TestingNotify notify) {
    return new TestingPipeline(store, tokens, notify, clock);
  }

  public Providers providers() {
    return providers;
  }

  public TaskStore store() {
    return store;
  }

  public RecordingQueue queue() {
    return queue;
  }

  /** The owner's bucket of references. */
  public TestingReferenceStore references() {
    return references;
  }

  public TestingTokens tokens() {
    return tokens;
  }

  public ManualClock clock() {
    return clock;
  }

  /** How many paid calls left, to whichever provider. */
  public int submitCount() {
    return fakes.stream().mapToInt(FakeProvider::submitCount).sum();
  }

  /** Every open task. */
  public List<Task> tasks() {
    return store.open(Optional.empty(), 1000).tasks();
  }
}
