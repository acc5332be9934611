package dev.darkroom.provider.fal;

import dev.darkroom.provider.Authenticity;
import dev.darkroom.provider.CallbackRequest;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderProfile;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.ProviderConfig;
import dev.darkroom.provider.support.ProviderHttpClient;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.PublicHttpClient;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** fal.ai, queue API. */
@Singleton
final class FalProvider implements ImageProvider {
  private static final ProviderId ID = new ProviderId("fal");
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 26);

  private final ProviderProfile profile;
  private final Duration longestSubmit;
  private final ProviderHttpClient<FalApi> http;
  private final FalAnswers answers = new FalAnswers(ID);
  private final FalWebhookKeys webhookKeys;

  @Inject
  FalProvider(FalConfig config, Secrets secrets, Clock clock) {
    this(
        config,
        new ProviderHttpClient<>("Key", ID, FalApi.class, config.baseUrl(), config, secrets),
        new FalWebhookKeys(keys(config), clock));
  }

  FalProvider(FalConfig config, ProviderHttpClient<FalApi> http, FalWebhookKeys webhookKeys) {
    this.profile =
        ProviderProfile.callingBack(
            ID,
            SINCE,
            config.whyOff(ID),
            FalCapabilities.ALL,
            FalNotTaken.LIST.rows(),
            FalFacts.RECOVERY);
    this.longestSubmit = ProviderConfig.longestCall(config);
    this.http = http;
    this.webhookKeys = webhookKeys;
  }

  private static Supplier<List<PublicKey>> keys(FalConfig config) {
    var http =
        new PublicHttpClient<>(
            FalKeysApi.class, config.webhookKeysUrl(), config.webhookKeysTimeout());
    return () -> FalKeySet.in(http.read(FalKeysApi::keys));
  }

  @Override
  public ProviderProfile profile() {
    return profile;
  }

  @Override
  public Duration longestSubmit() {
    return longestSubmit;
  }

  @Override
  public SubmitResult submit(ImageRequest request, Optional<URI> callback, IdempotencyKey key) {
    var webhook = callback.map(URI::toString).stream().toList();
    return switch (FalWire.of(request)) {
      case Unsupported unsupported -> unsupported.refusedBy(ID);
      case Ready(var json) ->
          answers.submitted(
              FalApp.of(request.model()),
              http.submit(
                      json,
                      FalNotTaken.LIST,
                      (api, authorization, body) ->
                          api.submit(authorization, request.model(), webhook, body))
                  .outcome());
    };
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    return FalRef.read(ref.id()).map(this::check).orElse(new NotKnown());
  }

  /** Asks each app in turn: one app may not know a request that another app knows. */
  private CheckResult check(FalRef ref) {
    CheckResult soFar = new NotKnown();
    for (var app : ref.apps()) {
      var result = check(app, ref.request());
      if (!(result instanceof NotKnown || result instanceof Transient)) {
        return result;
      }
      soFar = result instanceof Transient ? result : soFar;
    }
    return soFar;
  }

  private CheckResult check(FalApp app, String id) {
    var owner = app.owner();
    var alias = app.alias();
    return answers.checked(
        id,
        http.read((api, key) -> api.status(key, owner, alias, id)),
        () ->
            http.read((api, key) -> api.result(key, owner, alias, id), FalOutcome::isOfTheRequest));
  }

  /** Asks each app in turn, as a check does. */
  @Override
  public CancelResult cancel(ProviderTaskRef ref) {
    return FalRef.read(ref.id()).map(this::cancel).orElse(new CancelResult.NotKnown());
  }

  private CancelResult cancel(FalRef ref) {
    CancelResult soFar = new CancelResult.NotKnown();
    for (var app : ref.apps()) {
      var result = cancel(app, ref.request());
      if (!(result instanceof CancelResult.NotKnown || result instanceof CancelResult.Transient)) {
        return result;
      }
      soFar = result instanceof CancelResult.Transient ? result : soFar;
    }
    return soFar;
  }

  private CancelResult cancel(FalApp app, String id) {
    return FalAnswers.cancelled(
        http.read((api, key) -> api.cancel(key, app.owner(), app.alias(), id)));
  }

  @Override
  public Authenticity authenticity(CallbackRequest callback) {
    return webhookKeys.authenticity(callback);
  }

  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    return TaskIds.ref(ID, ProviderJson.object(body).flatMap(json -> new FalTask(json).request()));
  }
}
