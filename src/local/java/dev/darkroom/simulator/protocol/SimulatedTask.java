package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.Fault;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.ProviderClock;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.PictureSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * One accepted order. How far it is follows from the clock alone.
 *
 * @param key of the account that ordered it
 * @param length from creation to the result
 * @param links of its pictures
 * @param request the create call as it came
 */
public record SimulatedTask(
    String id,
    String key,
    CreateRequest order,
    Faults faults,
    Instant createdAt,
    Duration length,
    Links links,
    JsonNode request) {
  private static final double WAITING_PART = 0.1;
  private static final double PENDING_PART = 0.2;

  public boolean has(Fault fault) {
    return faults.has(fault);
  }

  /** What the provider's clock shows at an instant. */
  public Instant shown(Instant instant) {
    return ProviderClock.shown(faults, instant);
  }

  /** The word for a state that is final. */
  public String lastWord(String documented) {
    return faults.value(TaskFault.STATE).orElse(documented);
  }

  public Instant finishedAt() {
    return createdAt.plus(length);
  }

  /** From then on its pictures are not shown any more. */
  public Instant linksExpireAt() {
    return finishedAt().plus(links.lifetime());
  }

  /** What its pictures are written as, whatever was asked for. */
  public PictureFormat format() {
    if (has(LinkFault.WEBP)) {
      return PictureFormat.WEBP;
    }
    return has(LinkFault.OTHER_FORMAT) ? order.format().other() : order.format();
  }

  /** How large its pictures are, whatever was asked for. */
  public PictureSize size() {
    return has(LinkFault.OTHER_SIZE) ? order.size().other() : order.size();
  }

  public Stage stageAt(Instant now) {
    if (!now.isBefore(finishedAt())) {
      return outcome();
    }
    if (has(TaskFault.UNKNOWN_STATE)) {
      return new Stage.Reviewing();
    }
    double done = Duration.between(createdAt, now).toNanos() / (double) length.toNanos();
    if (done < PENDING_PART) {
      return done < WAITING_PART ? new Stage.Accepted() : new Stage.Queued();
    }
    return new Stage.Processing((int) (done * 100));
  }

  /** What it comes to. */
  public Stage outcome() {
    if (has(TaskFault.FAILED) || has(TaskFault.FAILED_BARE)) {
      return new Stage.Failed(!has(TaskFault.FAILED_BARE));
    }
    return new Stage.Completed(count());
  }

  /** How many pictures come out of it. */
  public int count() {
    if (has(TaskFault.MORE)) {
      return faults.number(TaskFault.MORE);
    }
    return has(TaskFault.FEWER) ? Math.max(1, order.count() / 2) : order.count();
  }

  /** Whether faults of links are meant for this picture, too. */
  public boolean isMeant(int index) {
    boolean isSpared =
        (has(LinkFault.ONLY_FIRST) && index > 0)
            || (has(LinkFault.ONLY_LAST) && index < count() - 1);
    return !isSpared;
  }

  /** A fault of links, if it is meant for this picture. */
  public boolean has(LinkFault fault, int index) {
    return has(fault) && isMeant(index);
  }

  public PictureSpec wish(int index) {
    return new PictureSpec(
        has(TaskFault.STAMPED) ? TaskFault.STAMPED.word() : order.prompt(),
        index,
        size(),
        format());
  }

  /** The same under another name, for a forger. */
  public SimulatedTask posingAs(String otherId) {
    return new SimulatedTask(otherId, key, order, faults, createdAt, length, links, request);
  }

  /**
   * What the links to the pictures of one task have in common.
   *
   * @param name unguessable, the file name of the pictures
   * @param signature unguessable, without which no picture is shown
   * @param lifetime from the result on
   */
  public record Links(String name, String signature, Duration lifetime) {}
}
