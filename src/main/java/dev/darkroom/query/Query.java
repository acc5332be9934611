package dev.darkroom.query;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks tasks up. */
@ApplicationScoped
public class Query {
  /** How long a link in an answer opens. */
  static final Duration LINK_VALIDITY = Duration.ofMinutes(15);

  static final int PAGE = 50;

  private final TaskStore store;
  private final ImageStore images;
  private final Clock clock;

  Query(TaskStore store, ImageStore images, Clock clock) {
    this.store = store;
    this.images = images;
    this.clock = clock;
  }

  /** A page of open tasks, and where the next one starts. */
  @RegisterForReflection
  public record OpenPage(List<GenerationAnswer> generations, Optional<String> next) {}

  /** What became of the generation of that id: the caller's own, or our task id. */
  public Optional<GenerationAnswer> find(String id) {
    return task(id).map(this::signed);
  }

  /** Why an event of that id never became a task. */
  public Optional<Refusal> refusal(String id) {
    return RequestId.isValid(id)
        ? store.findRefusal(TaskId.of(new RequestId(id)))
        : Optional.empty();
  }

  /**
   * Tasks whose requester does not know the outcome yet.
   *
   * @param after the mark of the page before
   * @throws IllegalArgumentException if {@code after} is no such mark
   */
  public OpenPage open(Optional<String> after) {
    var page = store.open(after, PAGE);
    return new OpenPage(
        page.tasks().stream().map(GenerationAnswer::unsigned).toList(), page.next());
  }

  private Optional<Task> task(String id) {
    var byRequest =
        RequestId.isValid(id) ? store.find(TaskId.of(new RequestId(id))) : Optional.<Task>empty();
    return byRequest.or(() -> TaskId.isValid(id) ? store.find(new TaskId(id)) : Optional.empty());
  }

  private GenerationAnswer signed(Task task) {
    return GenerationAnswer.signed(
        task, key -> images.sign(key, LINK_VALIDITY), clock.instant(), LINK_VALIDITY);
  }
}
