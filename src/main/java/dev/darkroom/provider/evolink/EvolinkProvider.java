package dev.darkroom.provider.evolink;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderProfile;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.support.ProviderConfig;
import dev.darkroom.provider.support.ProviderHttpClient;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** EvoLink, task API v1. */
@Singleton
final class EvolinkProvider implements ImageProvider {
  private static final ProviderId ID = new ProviderId("evolink");
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 26);

  private final ProviderProfile profile;
  private final Duration longestSubmit;
  private final ProviderHttpClient<EvolinkApi> http;
  private final EvolinkAnswers answers = new EvolinkAnswers(ID);
  private final EvolinkRecovery recovery;

  @Inject
  EvolinkProvider(EvolinkConfig config, Secrets secrets) {
    this(config, new ProviderHttpClient<>(ID, EvolinkApi.class, config.baseUrl(), config, secrets));
  }

  EvolinkProvider(EvolinkConfig config, ProviderHttpClient<EvolinkApi> http) {
    this.profile =
        ProviderProfile.callingBack(
            ID,
            SINCE,
            config.whyOff(ID),
            EvolinkCapabilities.ALL,
            EvolinkNotTaken.LIST.rows(),
            EvolinkFacts.RECOVERY);
    this.longestSubmit = ProviderConfig.longestCall(config);
    this.http = http;
    this.recovery = new EvolinkRecovery(http, answers, config.listMargin());
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
    return switch (EvolinkWire.of(request, callback)) {
      case Unsupported unsupported -> unsupported.refusedBy(ID);
      case Ready(var json) -> {
        var paid =
            http.submit(
                json,
                EvolinkNotTaken.LIST,
                (api, authorization, body) -> api.generate(authorization, key.value(), body));
        yield repeatable(answers.submitted(paid.outcome()), json, paid.account());
      }
    };
  }

  /** A call in doubt keeps what a repeat needs. */
  private static SubmitResult repeatable(
      SubmitResult result, String json, Optional<AccountFingerprint> account) {
    return result instanceof InDoubt(var why, _)
        ? new InDoubt(why, account.map(one -> SentCall.of(json, one)))
        : result;
  }

  @Override
  public Optional<DoubtRecovery> recovery() {
    return Optional.of(recovery);
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    return TaskIds.isAskable(ref.id())
        ? answers.checked(ref, http.read((api, key) -> api.task(key, ref.id())))
        : new NotKnown();
  }

  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    return ProviderJson.object(body).flatMap(answers::ref);
  }
}
