package dev.darkroom.testing;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.intake.Intake;
import dev.darkroom.intake.TestingIntake;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.Providers;
import dev.darkroom.routing.Router;
import dev.darkroom.routing.TestingRouter;
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
  private final TestingTokens tokens = new TestingTokens();
  private final ManualClock clock = new ManualClock();
  private final List<FakeProvider> fakes;
  private final Providers providers;
  private final Router router;
  private final Intake intake;

  private Chain(TaskStore store, List<String> order, List<FakeProvider> fakes) {
    this.store = store;
    this.fakes = List.copyOf(fakes);
    this.providers = Providers.of(fakes.toArray(FakeProvider[]::new));
    var submission = TestingSubmission.of(store, queue, TestingCallback.addresses(), tokens, clock);
    var surrender = TestingSubmission.surrender(store, submission, tokens, clock);
    this.router = TestingRouter.of(providers, submission, surrender, order);
    this.intake = TestingIntake.of(router, store, tokens, clock);
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

  public Intake intake() {
    return intake;
  }

  public Router router() {
    return router;
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
