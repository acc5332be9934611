package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One accepted order. How far it is follows from the clock alone.
 *
 * @param key of the account that ordered it
 * @param length from creation to the result
 * @param linkLifetime of its pictures, from the result on
 * @param linkName unguessable, the file name of its pictures
 * @param linkSignature unguessable, without which its pictures are not shown
 * @param request the create call as it came
 */
record SimulatedTask(
    String id,
    String key,
    Order order,
    Set<Fault> faults,
    Instant createdAt,
    Duration length,
    Duration linkLifetime,
    String linkName,
    String linkSignature,
    JsonNode request) {
  private static final double WAITING_PART = 0.1;
  private static final double PENDING_PART = 0.2;

  SimulatedTask {
    faults = Set.copyOf(faults);
  }

  boolean has(Fault fault) {
    return faults.contains(fault);
  }

  Instant finishedAt() {
    return createdAt.plus(length);
  }

  /** From then on its pictures are not shown any more. */
  Instant linksExpireAt() {
    return finishedAt().plus(linkLifetime);
  }

  /** What its pictures are written as, whatever was asked for. */
  PictureFormat format() {
    return has(Fault.OTHER_FORMAT) ? order.format().other() : order.format();
  }

  /** How large its pictures are, whatever was asked for. */
  PictureSize size() {
    return has(Fault.OTHER_SIZE) ? order.size().other() : order.size();
  }

  Stage stageAt(Instant now) {
    if (!now.isBefore(finishedAt())) {
      return outcome();
    }
    if (has(Fault.UNKNOWN_STATE)) {
      return new Stage.Reviewing();
    }
    double done = Duration.between(createdAt, now).toNanos() / (double) length.toNanos();
    if (done < PENDING_PART) {
      return done < WAITING_PART ? new Stage.Waiting() : new Stage.Queued();
    }
    return new Stage.Processing((int) (done * 100));
  }

  /** What it comes to. */
  Stage outcome() {
    if (has(Fault.FAILED) || has(Fault.FAILED_BARE)) {
      return new Stage.Failed(!has(Fault.FAILED_BARE));
    }
    int count = order.count();
    return new Stage.Completed(has(Fault.FEWER) ? Math.max(1, count / 2) : count);
  }

  /** The same under another name, for a forger. */
  SimulatedTask posingAs(String otherId) {
    return new SimulatedTask(
        otherId,
        key,
        order,
        faults,
        createdAt,
        length,
        linkLifetime,
        linkName,
        linkSignature,
        request);
  }
}
