package dev.darkroom.provider.evolink;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.ProviderConfig;
import dev.darkroom.provider.support.ProviderHttpClient;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** EvoLink, task API v1. */
@Singleton
final class EvolinkProvider implements ImageProvider {
  private static final ProviderId ID = new ProviderId("evolink");

  /** It calls back; a check before that is a safety net. */
  private static final Duration FIRST_CHECK_AFTER = Duration.ofSeconds(45);

  private final EvolinkConfig config;
  private final ProviderHttpClient<EvolinkApi> http;
  private final EvolinkAnswers answers = new EvolinkAnswers(ID);

  EvolinkProvider(EvolinkConfig config, Secrets secrets) {
    this.config = config;
    this.http = new ProviderHttpClient<>(ID, EvolinkApi.class, config.baseUrl(), config, secrets);
  }

  @Override
  public ProviderId id() {
    return ID;
  }

  @Override
  public boolean isOn() {
    return config.hasKey();
  }

  @Override
  public String whyOff() {
    return ProviderConfig.noKey(ID);
  }

  @Override
  public List<Capability> capabilities() {
    return EvolinkCapabilities.ALL;
  }

  @Override
  public boolean callsBack() {
    return true;
  }

  @Override
  public Duration firstCheckAfter() {
    return FIRST_CHECK_AFTER;
  }

  @Override
  public SubmitResult submit(ImageRequest request, Optional<URI> callback) {
    return switch (EvolinkWire.of(request, callback)) {
      case Unsupported(var why) -> new Refused(Failure.of(ErrorCode.INVALID_REQUEST, why, ID));
      case Ready(var json) ->
          answers.submitted(http.submit(json, EvolinkNotTaken.LIST, EvolinkApi::generate));
    };
  }

  @Override
  public List<NotTakenRow> notTaken() {
    return EvolinkNotTaken.LIST.rows();
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    return TaskIds.isAskable(ref.id())
        ? answers.checked(ref, http.read((api, key) -> api.task(key, ref.id())))
        : new NotKnown();
  }

  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    return ProviderJson.object(new String(body, StandardCharsets.UTF_8)).flatMap(answers::ref);
  }
}
