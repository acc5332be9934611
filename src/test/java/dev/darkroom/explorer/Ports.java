package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleDeadLetters;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.DeletionPort;
import dev.darkroom.delivery.Delivery;
import dev.darkroom.delivery.DeliveryPort;
import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.notification.OutcomeChannel;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.notification.TaskTokens;
import dev.darkroom.notification.TokenResult;
import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderProfile;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RecentRange;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every port of the steps, as one list of replies. A step runs over its replies again from the
 * start; the first call beyond them stops it.
 */
final class Ports {
  private List<Reply> replies = List.of();
  private int position;
  private Optional<Stopped> stopped = Optional.empty();
  private Instant now = Instant.EPOCH;

  /** A step has reached a call that has no reply yet. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
    final transient Call call;

    Stopped(Call call) {
      super("stopped", null, false, false);
      this.call = call;
    }
  }

  /** A port does not answer, or its answer is lost. */
  static final class Down extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Down(String why) {
      super(why, null, false, false);
    }
  }

  /** Starts over with these replies. */
  void begin(Instant startedAt, List<Reply> known) {
    now = startedAt;
    replies = known;
    position = 0;
    stopped = Optional.empty();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // each call knows its replies
  private synchronized <T> T ask(Call call) {
    if (stopped.isPresent()) { // what a step still does on its way out is no part of the history
      throw stopped.get();
    }
    if (position == replies.size()) {
      stopped = Optional.of(new Stopped(call));
      throw stopped.get();
    }
    var reply = replies.get(position++);
    now = reply.at();
    if (reply.isFailure()) {
      throw new Down((String) reply.value());
    }
    return (T) reply.value();
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock knows only UTC");
      }
    };
  }

  TaskStore store() {
    return new Store();
  }

  SettleQueue queue() {
    return new Queue();
  }

  SettleDeadLetters letters() {
    return new Letters();
  }

  Delivery delivery() {
    return new DeliveryPort(
        new DeliveryPort.Bucket() {
          @Override
          public DeliveryResult deliver(Task task, List<RemoteImage> images) {
            return ask(new Call.Deliver(task, List.copyOf(images)));
          }

          @Override
          public List<StoredImage> find(Task task, List<Integer> indexes) {
            return ask(new Call.Look(task, List.copyOf(indexes)));
          }

          @Override
          public int empty(Tombstone deleted) {
            return Ports.this.<Integer>ask(new Call.EmptyAll(deleted));
          }

          @Override
          public void empty(List<StoredImage> late) {
            ask(new Call.Empty(List.copyOf(late)));
          }
        });
  }

  /** The bucket as control has it: it may only delete. */
  ImageStore images() {
    return new DeletionPort(
        keys -> {
          if (!keys.isEmpty()) {
            ask(new Call.DeleteObjects(List.copyOf(keys)));
          }
        });
  }

  OutcomeChannel channel(String name) {
    return new OutcomeChannel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public PublishResult publish(Task task) {
        return ask(new Call.Publish(name, task));
      }
    };
  }

  TaskTokens tokens() {
    return new TaskTokens() {
      @Override
      public TokenResult succeed(String token, String output) {
        return ask(new Call.UseToken(token, true));
      }

      @Override
      public TokenResult fail(String token, String error, String cause) {
        return ask(new Call.UseToken(token, false));
      }
    };
  }

  /**
   * A provider.
   *
   * @param heals whether it has idempotency keys and a list of tasks
   */
  ImageProvider provider(ProviderId id, boolean callsBack, boolean heals) {
    return new Provider(id, callsBack, heals);
  }

  private final class Provider implements ImageProvider {
    private final ProviderProfile profile;
    private final boolean heals;

    Provider(ProviderId id, boolean callsBack, boolean heals) {
      this.heals = heals;
      profile =
          new ProviderProfile(
              id,
              Examples.SINCE,
              Optional.empty(),
              List.of(Examples.capability()),
              List.of(),
              Examples.RECOVERY,
              callsBack,
              Duration.ofSeconds(5));
    }

    @Override
    public ProviderProfile profile() {
      return profile;
    }

    @Override
    public SubmitResult submit(ImageRequest request, Optional<URI> callback, IdempotencyKey key) {
      return ask(new Call.Submit(id(), key));
    }

    @Override
    public CheckResult check(ProviderTaskRef ref) {
      return ask(new Call.Ask(ref));
    }

    /** Only where it may heal: then it has keys and a list. */
    @Override
    public Optional<DoubtRecovery> recovery() {
      return heals ? Optional.of(new Recovery(id())) : Optional.empty();
    }

    @Override
    public CancelResult cancel(ProviderTaskRef ref) {
      return ask(new Call.Cancel(ref));
    }

    @Override
    public Optional<ProviderTaskRef> refIn(byte[] body) {
      return Optional.empty();
    }
  }

  private final class Recovery implements DoubtRecovery {
    private final ProviderId provider;

    Recovery(ProviderId provider) {
      this.provider = provider;
    }

    @Override
    public Duration listMargin() {
      return Duration.ofMinutes(5);
    }

    @Override
    public RecentTasks tasks(Duration age) {
      return ask(new Call.ListTasks(provider));
    }

    @Override
    public RepeatResult repeat(IdempotencyKey key, SentCall sent) {
      return ask(new Call.Repeat(provider, key));
    }

    @Override
    public CanaryResult canary(IdempotencyKey key) {
      throw new UnsupportedOperationException("no step asks for it");
    }
  }

  private final class Queue implements SettleQueue {
    @Override
    public void put(Check check, Duration delay) {
      ask(new Call.Put(check, delay));
    }

    @Override
    public void putAll(List<Check> checks) {
      if (!checks.isEmpty()) {
        ask(new Call.PutAll(List.copyOf(checks)));
      }
    }

    @Override
    public int waiting() {
      return ask(new Call.Backlog());
    }
  }

  private final class Letters implements SettleDeadLetters {
    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public List<Letter> receive() {
      return ask(new Call.Receive());
    }

    @Override
    public void show(List<Letter> letters) {
      if (!letters.isEmpty()) {
        ask(new Call.Show(List.copyOf(letters)));
      }
    }

    @Override
    public void remove(Letter letter) {
      ask(new Call.Remove(letter));
    }
  }

  private final class Store implements TaskStore {
    @Override
    public Claim claim(Task fresh) {
      return ask(new Call.Claim(fresh));
    }

    @Override
    public Optional<Task> find(TaskId id) {
      return ask(new Call.Find());
    }

    @Override
    public boolean replace(Task next) {
      return ask(new Call.Replace(next));
    }

    @Override
    public Attachment attach(Task next, ProviderTaskRef ref) {
      return ask(new Call.Attach(next, ref));
    }

    @Override
    public boolean postpone(TaskId id, Instant seen, Instant next, Optional<CheckNotes> notes) {
      return ask(new Call.Postpone(seen, next, notes));
    }

    @Override
    public boolean own(ProviderTaskRef ref, Task task) {
      return ask(new Call.Own(ref, task.claimMark()));
    }

    @Override
    public Optional<TaskId> ownerOf(ProviderTaskRef ref) {
      return ask(new Call.OwnerOf(ref));
    }

    @Override
    public DuePage due(DueWindow window, Optional<String> after, int limit) {
      List<DueTask> due = ask(new Call.Due(window));
      return new DuePage(new ArrayList<>(due), Optional.empty());
    }

    @Override
    public Optional<Instant> oldestUnpublished(List<TaskId> tasks) {
      return ask(new Call.OldestUnpublished());
    }

    @Override
    public Optional<SweepPass> sweepPass() {
      return ask(new Call.ReadPass());
    }

    @Override
    public boolean keep(SweepPass next) {
      return ask(new Call.KeepPass(next));
    }

    @Override
    public OpenPage open(Optional<String> after, int limit) {
      throw new UnsupportedOperationException("no step asks for it");
    }

    @Override
    public Optional<RecentPage> recent(RecentRange range, int limit) {
      throw new UnsupportedOperationException("no step asks for it");
    }

    @Override
    public boolean delete(Task task, Instant at) {
      return ask(new Call.Delete(task, at));
    }

    @Override
    public Optional<Tombstone> findDeleted(TaskId id) {
      return ask(new Call.FindDeleted());
    }

    @Override
    public void keepRefusal(Refusal refusal) {
      throw new UnsupportedOperationException("no step asks for it");
    }

    @Override
    public Optional<CanaryRecord> canary(ProviderId provider) {
      return ask(new Call.ReadCanary());
    }

    @Override
    public void keepCanary(CanaryRecord seen) {
      ask(new Call.KeepCanary(seen));
    }

    @Override
    public Optional<Refusal> findRefusal(TaskId id) {
      return Optional.empty();
    }
  }
}
