package dev.darkroom.soak;

import dev.darkroom.simulator.CallbackAttempt;
import dev.darkroom.simulator.CallbackKind;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.soak.Flaw.Kind;
import dev.darkroom.soak.OutcomeBus.Told;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what the simulator's books say with records, objects and outcomes. */
final class Auditor {
  private static final Pattern TAG = Pattern.compile("^\\[(soak-\\d+)]");

  private final SoakSite site;
  private final Requester requester;
  private final Map<String, List<SimulatedTask>> taken;
  private final Set<String> rung;
  private final Map<String, List<Told>> told;

  Auditor(SoakSite site, Requester requester) {
    this.site = site;
    this.requester = requester;
    taken =
        Simulator.providers().stream()
            .flatMap(provider -> site.simulator().taken(provider).stream())
            .collect(Collectors.groupingBy(task -> id(task.order().prompt())));
    rung =
        site.simulator().callbacks("").stream()
            .filter(sent -> sent.kind() == CallbackKind.TRUE && isAcknowledged(sent))
            .map(CallbackAttempt::taskId)
            .collect(Collectors.toSet());
    told = site.bus().byTask();
  }

  /** Looks at everything. */
  AuditReport audit(List<SoakTask> tasks) {
    var flaws = new ArrayList<Flaw>();
    var evidence = new TreeMap<String, Evidence>();
    var objects = new ObjectAudit(site.bucket());
    for (var seen : tasks.parallelStream().map(this::evidence).toList()) {
      evidence.put(seen.task().id(), seen);
      flaws.addAll(TaskAudit.of(seen));
      objects.look(seen);
    }
    flaws.addAll(objects.rest());
    flaws.addAll(strangers(tasks));
    return new AuditReport(evidence, flaws, objects.objects());
  }

  private Evidence evidence(SoakTask task) {
    var orders = taken.getOrDefault(task.id(), List.of());
    var record = requester.record(task.id());
    return new Evidence(
        task,
        orders,
        orders.stream().anyMatch(order -> rung.contains(order.id())),
        record.status() == 200 ? Optional.of(record.body()) : Optional.empty(),
        told.getOrDefault(taskId(task), List.of()),
        task.token().map(site.tokens()::uses).orElse(List.of()));
  }

  /** Outcomes of tasks that nobody submitted. */
  private List<Flaw> strangers(List<SoakTask> tasks) {
    var unknown = new HashSet<>(told.keySet());
    tasks.forEach(task -> unknown.remove(taskId(task)));
    return unknown.stream()
        .map(id -> new Flaw(Kind.OUTCOME_WRONG, id, "nobody submitted it"))
        .toList();
  }

  private static String taskId(SoakTask task) {
    return TaskId.of(new RequestId(task.id())).value();
  }

  private static boolean isAcknowledged(CallbackAttempt sent) {
    return sent.status().filter(code -> code / 100 == 2).isPresent();
  }

  private static String id(String prompt) {
    var tag = TAG.matcher(prompt);
    return tag.find() ? tag.group(1) : "";
  }
}
