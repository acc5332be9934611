package dev.darkroom.testing;

import dev.darkroom.provider.Authenticity;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderProfile;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider that answers as it is told; takes every task otherwise, and reports it running. */
public final class FakeProvider implements ImageProvider {
  private final ProviderId id;
  private final List<ImageRequest> submits = new CopyOnWriteArrayList<>();
  private final List<IdempotencyKey> keys = new CopyOnWriteArrayList<>();
  private final List<Optional<URI>> callbacks = new CopyOnWriteArrayList<>();
  private final List<ProviderTaskRef> asked = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Supplier<SubmitResult>> answers =
      new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<CheckResult> firstReports = new ConcurrentLinkedQueue<>();
  private final List<ProviderTaskRef> cancelled = new CopyOnWriteArrayList<>();
  private volatile Supplier<CancelResult> cancel = CancelResult.NotOffered::new;
  private volatile Function<ProviderTaskRef, CheckResult> report =
      ref -> new Reported(new ProviderReport.Running(), Optional.empty(), Optional.empty());
  private volatile List<Capability> capabilities = List.of(Examples.capability());
  private volatile Optional<DoubtRecovery> recovery = Optional.empty();
  private volatile LocalDate since = Examples.SINCE;
  private volatile boolean isOn = true;
  private volatile boolean callsBack = true;
  private volatile Optional<String> signature = Optional.empty();
  private volatile Optional<Authenticity> authenticity = Optional.empty();

  public FakeProvider(ProviderId id) {
    this.id = id;
  }

  /** The reference that an accepted submit gets. */
  public ProviderTaskRef ref() {
    return new ProviderTaskRef(id, "task-" + id);
  }

  public FakeProvider willAnswer(SubmitResult answer) {
    answers.add(() -> answer);
    return this;
  }

  /** Does something while the paid call is under way. */
  public FakeProvider willAnswer(Supplier<SubmitResult> answer) {
    answers.add(answer);
    return this;
  }

  public FakeProvider willReport(CheckResult next) {
    return willReport(ref -> next);
  }

  /** Of each of its tasks what it is told to. */
  public FakeProvider willReport(Function<ProviderTaskRef, CheckResult> next) {
    report = next;
    return this;
  }

  /** These in their order, before what it reports from then on. */
  public FakeProvider willFirstReport(CheckResult... some) {
    firstReports.addAll(List.of(some));
    return this;
  }

  public FakeProvider willReport(ProviderReport next) {
    return willReport(new Reported(next, Optional.empty(), Optional.empty()));
  }

  public FakeProvider forgetsTasks() {
    return willReport(new NotKnown());
  }

  public FakeProvider addedOn(String day) {
    since = LocalDate.parse(day);
    return this;
  }

  public FakeProvider isOff() {
    isOn = false;
    return this;
  }

  public FakeProvider neverCallsBack() {
    callsBack = false;
    return this;
  }

  /** Only a callback with this in {@code X-Signature} is genuine. */
  public FakeProvider signsWith(String secret) {
    signature = Optional.of(secret);
    return this;
  }

  /** Nobody can tell whether a callback is genuine. */
  public FakeProvider cannotCheckSignatures() {
    authenticity = Optional.of(Authenticity.UNKNOWN);
    return this;
  }

  public FakeProvider can(Capability... those) {
    capabilities = List.of(those);
    return this;
  }

  /** It can be asked to cancel, and answers this. */
  public FakeProvider willCancel(CancelResult answer) {
    return willCancel(() -> answer);
  }

  /** Does something while it is asked to cancel. */
  public FakeProvider willCancel(Supplier<CancelResult> answer) {
    cancel = answer;
    return this;
  }

  /** What it was asked to cancel, each time. */
  public List<ProviderTaskRef> cancelled() {
    return List.copyOf(cancelled);
  }

  public int submitCount() {
    return submits.size();
  }

  public List<ImageRequest> submits() {
    return List.copyOf(submits);
  }

  /** The key of each paid call. */
  public List<IdempotencyKey> keys() {
    return List.copyOf(keys);
  }

  /** From now on the fate of a paid call can be learnt without a callback. */
  public FakeProvider recoversBy(DoubtRecovery way) {
    recovery = Optional.of(way);
    return this;
  }

  @Override
  public Optional<DoubtRecovery> recovery() {
    return recovery;
  }

  public List<Optional<URI>> callbacks() {
    return List.copyOf(callbacks);
  }

  public List<ProviderTaskRef> asked() {
    return List.copyOf(asked);
  }

  @Override
  public ProviderProfile profile() {
    return new ProviderProfile(
        id,
        since,
        isOn ? Optional.empty() : Optional.of("no key: set DARKROOM_PROVIDER_FAKE_API_KEY"),
        capabilities,
        List.of(),
        Examples.RECOVERY,
        callsBack,
        Duration.ofSeconds(5));
  }

  @Override
  public SubmitResult submit(ImageRequest request, Optional<URI> callback, IdempotencyKey key) {
    keys.add(key);
    submits.add(request);
    callbacks.add(callback);
    var answer = Optional.ofNullable(answers.poll());
    return answer
        .map(Supplier::get)
        .orElseGet(() -> new Accepted(ref(), Optional.empty(), Optional.empty()));
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    asked.add(ref);
    return Optional.ofNullable(firstReports.poll()).orElseGet(() -> report.apply(ref));
  }

  @Override
  public CancelResult cancel(ProviderTaskRef ref) {
    cancelled.add(ref);
    return cancel.get();
  }

  @Override
  public Authenticity authenticity(CallbackRequest request) {
    boolean isGood = signature.isEmpty() || signature.equals(request.header("x-signature"));
    return authenticity.orElse(isGood ? Authenticity.GENUINE : Authenticity.FORGED);
  }

  /** The body is the id. */
  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    return text.isBlank() ? Optional.empty() : Optional.of(new ProviderTaskRef(id, text));
  }
}
