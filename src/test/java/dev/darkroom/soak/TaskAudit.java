package dev.darkroom.soak;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.darkroom.soak.Flaw.Kind;
import dev.darkroom.soak.OutcomeBus.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Judges one task by what the provider did, and not by what Darkroom says of itself. */
final class TaskAudit {
  private final Evidence seen;
  private final List<Flaw> flaws = new ArrayList<>();

  private TaskAudit(Evidence seen) {
    this.seen = seen;
  }

  static List<Flaw> of(Evidence seen) {
    var audit = new TaskAudit(seen);
    audit.money();
    audit.state();
    audit.outcomes();
    audit.token();
    return List.copyOf(audit.flaws);
  }

  private void money() {
    if (seen.taken().size() > 1) {
      find(Kind.BILLED_TWICE, "taken " + seen.taken().size() + " times");
    }
  }

  private void state() {
    if (!seen.isDelivered() && !List.of("failed", "cancelled", "absent").contains(seen.status())) {
      find(Kind.STILL_OPEN, "it is " + seen.status());
    } else if (seen.isProvisional()) {
      find(Kind.STILL_OPEN, "it failed provisionally, for ever");
    } else if (seen.status().equals("absent")) {
      absent();
    } else if (seen.isDelivered()) {
      delivered();
    } else if (seen.obtainable() > 0 && seen.isKnown() && !isDropped()) {
      find(Kind.LOST, "its pictures could be had, and it is " + seen.status());
    }
  }

  private void absent() {
    if (!seen.taken().isEmpty()) {
      find(Kind.LOST, "it is paid for, and there is no record");
    } else if (seen.task().isTaken()) {
      find(Kind.LOST, "a caller was told of it, and there is no record");
    }
  }

  private boolean isDropped() {
    return seen.status().equals("cancelled") && seen.task().isCancelled("drop");
  }

  /** What can be had is stored, and what else the provider named is missing by name. */
  private void delivered() {
    int obtainable = seen.obtainable();
    int images = seen.images().size();
    if (obtainable == 0) {
      find(Kind.WRONG_STATE, "it is delivered, and no picture could be had");
    } else if (images != obtainable || images + seen.missing() != seen.named()) {
      find(
          Kind.WRONG_STATE,
          "%d named, %d of them to be had, %d stored, %d missing"
              .formatted(seen.named(), obtainable, images, seen.missing()));
    }
  }

  private void outcomes() {
    var told = seen.told();
    if (told.isEmpty()) {
      if (mustBeTold()) {
        find(Kind.OUTCOME_MISSING, "it is " + seen.status() + ", and nobody was told");
      }
      return;
    }
    var last = told.getLast().type();
    // What was told as provisional and then becomes certain is not told again (outcomes.md).
    boolean isSame = last.equals(type()) || (last.endsWith(".provisional") && isFailed());
    if (!isSame) {
      find(Kind.OUTCOME_WRONG, "last told: " + last + ", and it is " + type());
    }
    claims(told);
  }

  /**
   * A refusal does not use the id up: the next try is another claim, with an outcome of its own.
   * Each claim has one outcome, and one more for late images.
   */
  private void claims(List<Told> told) {
    var last = claim(told.getLast());
    var byClaim = told.stream().collect(groupingBy(TaskAudit::claim, LinkedHashMap::new, toList()));
    byClaim.forEach(
        (claim, outcomes) -> {
          var ids = outcomes.stream().map(Told::outcomeId).distinct().toList();
          boolean isOne = ids.size() == 1 || (ids.size() == 2 && ids.getLast().endsWith("-late"));
          boolean isRefusal = outcomes.stream().allMatch(TaskAudit::isRefusal);
          if (!isOne || !(claim.equals(last) || isRefusal)) {
            find(Kind.OUTCOME_WRONG, "told as " + ids);
          }
        });
  }

  private static String claim(Told one) {
    return one.outcomeId().replaceFirst("-[a-z]+(-late)?$", "");
  }

  private static boolean isRefusal(Told one) {
    return one.type().equals("generation.failed")
        && one.generation().at("/cost/status").asText().equals("none");
  }

  /** A refusal is told by the answer to its caller. */
  private boolean mustBeTold() {
    return seen.record().isPresent() && (seen.task().isTaken() || !seen.taken().isEmpty());
  }

  private String type() {
    return "generation." + (seen.isLate() ? "late" : seen.status());
  }

  private boolean isFailed() {
    return seen.status().equals("failed");
  }

  private void token() {
    if (seen.task().token().isEmpty()) {
      return;
    }
    if (seen.handedBack().isEmpty() && mustBeTold()) {
      find(Kind.OUTCOME_MISSING, "its token was not handed back");
    }
    boolean isSuccess = seen.handedBack().contains("success");
    if (isSuccess && !seen.isDelivered()) {
      find(Kind.OUTCOME_WRONG, "its token was a success, and it is " + seen.status());
    }
  }

  private void find(Kind kind, String what) {
    flaws.add(new Flaw(kind, seen.task().id(), what));
  }
}
