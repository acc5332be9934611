package dev.darkroom.explorer;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.check.TestingSweep;
import dev.darkroom.control.TestingControl;
import dev.darkroom.explorer.ProviderEffects.Keys;
import dev.darkroom.explorer.Script.Work;
import dev.darkroom.explorer.World.Live;
import dev.darkroom.notification.OutcomeChannel;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Providers;
import dev.darkroom.routing.Route;
import dev.darkroom.settlement.Settlement;
import dev.darkroom.settlement.TestingSettlement;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.OperatorDecision;
import dev.darkroom.task.Price;
import dev.darkroom.testing.Examples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The real steps on the explorer's ports, and every script that was begun with them. */
final class Steps {
  static final String SUBMIT = "submit";
  static final String SURRENDER = "surrender";
  static final String SETTLE = "settle";
  static final String SWEEP = "sweep";
  static final String CANCEL = "cancel";
  static final String ABANDON = "abandon";
  static final String ATTACH = "attach";
  static final String REPLAY = "replay";
  static final String DELETE = "delete";
  static final String RECHECK = "recheck";
  private static final NotifyTarget WEBHOOK =
      new NotifyTarget(URI.create("https://requester.example/outcomes"), List.of());
  private static final EitherId ID = new EitherId(Examples.request().id().value());
  private final Ports ports = new Ports();
  private final AtomicInteger count = new AtomicInteger();
  private final Map<List<Object>, Script> begun = new HashMap<>();
  private final Providers providers;
  private final Settlement settlement;
  private final TestingControl control;
  private final Scenario scenario;

  /** The steps with two providers, the second of which is the first one's fallback. */
  Steps(Scenario scenario) {
    this.scenario = scenario;
    boolean callsBack = scenario.callsBack();
    boolean heals = scenario.keys() != Keys.NONE;
    providers =
        Providers.of(
            ports.provider(Examples.ACME, callsBack, heals),
            ports.provider(Examples.BOLT, callsBack, heals));
    var notification = RecordingChannel.notification(ports.store(), ports.clock(), channels());
    settlement =
        TestingSettlement.of(
            ports.store(), providers, ports.queue(), ports.delivery(), notification, ports.clock());
    control =
        TestingControl.of(ports.store(), providers, ports.queue(), ports.letters(), ports.clock());
  }

  private OutcomeChannel[] channels() {
    var all =
        new ArrayList<>(
            List.of(
                ports.channel(NotificationChannel.EVENT_BUS.text()),
                TestingTokens.channel(ports.tokens())));
    if (scenario.has(Feature.WEBHOOK)) {
      all.add(1, ports.channel(NotificationChannel.WEBHOOK.text()));
    }
    return all.toArray(OutcomeChannel[]::new);
  }

  /** The script of work that begins now. */
  Script begun(Work work, Instant now) {
    return begun.computeIfAbsent(List.of(work, now), it -> Script.begun(work, now, count));
  }

  /** What an invocation does next. */
  Script.Next next(Live live) {
    return live.script().next(ports, this::run);
  }

  /** How many scripts were run. */
  int count() {
    return count.get();
  }

  private Object run(Work work) {
    return switch (work.name()) {
      case SUBMIT -> submission().submit(request((Integer) work.input()), routes());
      case SURRENDER ->
          TestingSubmission.surrender(
                  ports.store(), submission(), TestingTokens.client(ports.tokens()), ports.clock())
              .of(request((Integer) work.input()));
      case SETTLE -> {
        settlement.settle((Check) work.input());
        yield "done";
      }
      case SWEEP ->
          TestingSweep.of(ports.store(), ports.queue(), ports.clock()).run(Duration.ofSeconds(1));
      case CANCEL -> control.cancel().cancel(ID, (LateImages) work.input());
      case ABANDON -> control.resolution().resolve(ID, new OperatorDecision.Abandon());
      case ATTACH ->
          control.resolution().resolve(ID, new OperatorDecision.Attach((String) work.input()));
      case REPLAY -> control.replay().replay(ID, (NotificationChannel) work.input());
      case DELETE ->
          TestingControl.deletion(ports.store(), ports.queue(), ports.images(), ports.clock())
              .delete(ID);
      case RECHECK -> control.recheck().recheck(ID);
      default -> throw new IllegalArgumentException("no such work: " + work.name());
    };
  }

  private Submission submission() {
    return TestingSubmission.of(
        ports.store(),
        ports.queue(),
        TestingCallback.addresses(),
        TestingTokens.client(ports.tokens()),
        ports.clock());
  }

  private List<Route> routes() {
    return providers.all().stream()
        .map(
            one ->
                new Route(
                    one,
                    new ImageRequest("their-model", ImageSpec.of("a red fox"), Optional.empty()),
                    List.of(),
                    Price.unknown("made for tests")))
        .toList();
  }

  /** The task token of an event. */
  static String token(int number) {
    return "token" + number;
  }

  /** The one request of a history. Every event has a task token of its own. */
  private GenerationRequest request(int number) {
    var plain = Examples.request();
    var delivery = plain.delivery();
    return new GenerationRequest(
        plain.id(),
        plain.model(),
        plain.spec(),
        plain.preference(),
        new DeliveryOptions(
            delivery.deadline(),
            Optional.of(token(number)),
            Optional.of(WEBHOOK).filter(_ -> scenario.has(Feature.WEBHOOK)),
            delivery.metadata(),
            delivery.trace()));
  }
}
