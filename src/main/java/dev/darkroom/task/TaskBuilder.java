package dev.darkroom.task;

/** Makes a task that differs from another in some parts; every other part stays. */
public final class TaskBuilder {
  private Revision revision;
  private GenerationRequest request;
  private TaskState state;
  private Progress progress;
  private Schedule schedule;
  private Terms terms;
  private Timeline timeline;
  private Subscribers subscribers;

  TaskBuilder(Task task) {
    revision = task.revision();
    request = task.request();
    state = task.state();
    progress = task.progress();
    schedule = task.schedule();
    terms = task.terms();
    timeline = task.timeline();
    subscribers = task.subscribers();
  }

  public TaskBuilder revision(Revision next) {
    revision = next;
    return this;
  }

  public TaskBuilder request(GenerationRequest next) {
    request = next;
    return this;
  }

  public TaskBuilder state(TaskState next) {
    state = next;
    return this;
  }

  public TaskBuilder progress(Progress next) {
    progress = next;
    return this;
  }

  public TaskBuilder schedule(Schedule next) {
    schedule = next;
    return this;
  }

  public TaskBuilder terms(Terms next) {
    terms = next;
    return this;
  }

  public TaskBuilder timeline(Timeline next) {
    timeline = next;
    return this;
  }

  public TaskBuilder subscribers(Subscribers next) {
    subscribers = next;
    return this;
  }

  /** The task with every part that was given. */
  public Task build() {
    return new Task(revision, request, state, progress, schedule, terms, timeline, subscribers);
  }
}
