package dev.darkroom.query;

import dev.darkroom.answer.DeliveriesAnswer;
import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds tasks, and writes their answers. */
@ApplicationScoped
public class Query {
  /** How long a link in an answer is valid. */
  static final Duration LINK_VALIDITY = Duration.ofMinutes(15);

  static final int PAGE = 50;

  /** Pages of open tasks that one request for those in doubt looks through. */
  static final int MOST_PAGES = 20;

  /**
   * Lambda hands over 6 MB at most (Lambda quotas, read 2026-11). A JSON text within JSON is up to
   * twice as long.
   */
  static final int MAX_PAGE_BYTES = 2 * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(Query.class);
  private static final int UNWRITABLE = Integer.MAX_VALUE;
  private static final String BROKEN =
      "its record cannot be read: look at it in the table, under this id";
  private static final String TOO_LARGE = "too large for this page: ask for it by its id";

  private final TaskStore store;
  private final ImageStore images;
  private final ImageBucket bucket;
  private final Clock clock;
  private final Json json;

  Query(TaskStore store, ImageStore images, ImageBucket bucket, Clock clock, Json json) {
    this.store = store;
    this.images = images;
    this.bucket = bucket;
    this.clock = clock;
    this.json = json;
  }

  /**
   * A page of a list.
   *
   * @param unlisted tasks that this page cannot show; each can still be queried by its id
   * @param next where the next page starts
   */
  @RegisterForReflection
  public record OpenPage(
      List<GenerationAnswer> generations, List<Unlisted> unlisted, Optional<String> next) {
    public OpenPage {
      generations = List.copyOf(generations);
      unlisted = List.copyOf(unlisted);
    }

    /** The same page for a caller whose API begins with this base path. */
    public OpenPage behind(String base) {
      return new OpenPage(
          generations.stream().map(one -> one.behind(base)).toList(), unlisted, next);
    }
  }

  /**
   * A task that a page cannot show.
   *
   * @param message why, and what to do
   */
  @RegisterForReflection
  public record Unlisted(String taskId, String message) {}

  /** The task of that id: the caller's own, or Darkroom's task id. */
  public Optional<Task> find(String id) {
    return new EitherId(id).find(store::find);
  }

  /** The generation as its caller reads it, with fresh links. */
  public GenerationAnswer answer(Task task) {
    return GenerationAnswer.signed(
        task, bucket, key -> images.sign(key, LINK_VALIDITY), clock.instant(), LINK_VALIDITY);
  }

  /** Where links to images lead, such as {@code https://images.s3.eu-central-1.amazonaws.com}. */
  public String linkOrigin() {
    var link = images.sign("any", LINK_VALIDITY);
    return link.getScheme() + "://" + link.getRawAuthority();
  }

  /** Who was told the outcomes of that generation, and how that went. */
  public Optional<DeliveriesAnswer> deliveries(String id) {
    return find(id).map(DeliveriesAnswer::of);
  }

  /** What is left of the deleted generation of that id. */
  public Optional<Tombstone> deleted(String id) {
    return new EitherId(id).find(store::findDeleted);
  }

  /** The refusal of an event with that id. */
  public Optional<Refusal> refusal(String id) {
    return new EitherId(id).find(store::findRefusal);
  }

  /** What was last seen of a provider's idempotency keys; the name is untrusted. */
  public Optional<CanaryRecord> canary(String provider) {
    return ProviderId.isValid(provider) ? store.canary(new ProviderId(provider)) : Optional.empty();
  }

  /**
   * Tasks that are not published yet, or of which images may still come.
   *
   * @param after the cursor of the page before
   * @throws IllegalArgumentException if {@code after} is no such cursor
   */
  public OpenPage open(Optional<String> after) {
    return shown(store.open(after, PAGE));
  }

  /**
   * Tasks about which an operator has to decide: it is not known whether a provider took them. They
   * are searched among the open ones, within a bound: a page may be empty and have a next one.
   *
   * @param after the cursor of the page before
   * @throws IllegalArgumentException if {@code after} is no such cursor
   */
  public OpenPage inDoubt(Optional<String> after) {
    var page = inDoubt(store.open(after, PAGE));
    for (int pages = 1; pages < MOST_PAGES && isSearchOn(page); pages++) {
      page = inDoubt(store.open(page.next(), PAGE));
    }
    return shown(page);
  }

  /**
   * Tasks by their creation, the newest first, within a bound: a page may be short or empty and
   * have a next one.
   *
   * @return empty: the list is off
   */
  public Optional<OpenPage> recent(ListRequest.Recent request) {
    return new RecentSearch(store, clock.instant())
        .page(request)
        .map(
            page ->
                shown(
                    new TaskStore.OpenPage(
                        page.tasks(),
                        page.next().map(mark -> new ListCursor(mark).text(request.filter())),
                        page.unreadable())));
  }

  /** Whether a page shows nothing, and there are more. */
  private static boolean isSearchOn(TaskStore.OpenPage page) {
    return page.tasks().isEmpty() && page.unreadable().isEmpty() && page.next().isPresent();
  }

  private TaskStore.OpenPage inDoubt(TaskStore.OpenPage page) {
    var now = clock.instant();
    return new TaskStore.OpenPage(
        page.tasks().stream().filter(task -> task.isToBeDecided(now)).toList(),
        page.next(),
        page.unreadable());
  }

  private OpenPage shown(TaskStore.OpenPage page) {
    var shown = new ArrayList<GenerationAnswer>();
    var unlisted = new ArrayList<Unlisted>();
    page.unreadable().forEach(id -> unlisted.add(new Unlisted(id.value(), BROKEN)));
    int left = MAX_PAGE_BYTES;
    for (var task : page.tasks()) {
      int size = size(task);
      if (size <= left) {
        left -= size;
        shown.add(GenerationAnswer.unsigned(task, bucket));
      } else {
        unlisted.add(new Unlisted(task.id().value(), size == UNWRITABLE ? BROKEN : TOO_LARGE));
      }
    }
    return new OpenPage(shown, unlisted, page.next());
  }

  /** The length of an answer. One bad task spoils no list: an unwritable answer fits nowhere. */
  private int size(Task task) {
    try {
      return json.write(GenerationAnswer.unsigned(task, bucket))
          .getBytes(StandardCharsets.UTF_8)
          .length;
    } catch (RuntimeException broken) {
      LOG.errorf("task %s cannot be listed: %s", task.id(), broken.getClass().getName());
      return UNWRITABLE;
    }
  }
}
