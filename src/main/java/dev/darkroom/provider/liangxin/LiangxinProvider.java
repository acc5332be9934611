package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderProfile;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.ProviderConfig;
import dev.darkroom.provider.support.ProviderHttpClient;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** LiangXin, task API v1. Off until its base address is configured. */
@Singleton
final class LiangxinProvider implements ImageProvider {
  private static final ProviderId ID = new ProviderId("liangxin");
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 26);

  private final ProviderProfile profile;
  private final Duration longestSubmit;
  private final Optional<ProviderHttpClient<LiangxinApi>> http;
  private final LiangxinAnswers answers = new LiangxinAnswers(ID);

  @Inject
  LiangxinProvider(LiangxinConfig config, Secrets secrets) {
    this(
        config,
        config
            .baseUrl()
            .map(base -> new ProviderHttpClient<>(ID, LiangxinApi.class, base, config, secrets)));
  }

  LiangxinProvider(LiangxinConfig config, Optional<ProviderHttpClient<LiangxinApi>> http) {
    this.profile =
        ProviderProfile.callingBack(
            ID,
            SINCE,
            whyOff(config),
            LiangxinCapabilities.ALL,
            LiangxinNotTaken.LIST.rows(),
            LiangxinFacts.RECOVERY);
    this.longestSubmit = ProviderConfig.longestCall(config);
    this.http = http;
  }

  /** Names all missing variables at once. */
  private static Optional<String> whyOff(LiangxinConfig config) {
    var noBase =
        config.baseUrl().isPresent()
            ? Optional.<String>empty()
            : Optional.of(
                "no base address, and its documents name none: set "
                    + ProviderConfig.variablePrefix(ID)
                    + "BASE_URL");
    return Stream.of(config.whyOff(ID), noBase)
        .flatMap(Optional::stream)
        .reduce((key, base) -> key + "; " + base);
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
    return switch (LiangxinWire.of(request, callback)) {
      case Unsupported unsupported -> unsupported.refusedBy(ID);
      case Ready(var json) ->
          answers.submitted(
              outcome(
                  client ->
                      client
                          .submit(json, LiangxinNotTaken.LIST, LiangxinApi::createTask)
                          .outcome()));
    };
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    return TaskIds.isAskable(ref.id())
        ? answers.checked(
            ref, outcome(client -> client.read((api, key) -> api.recordInfo(key, ref.id()))))
        : new NotKnown();
  }

  private CallOutcome outcome(Function<ProviderHttpClient<LiangxinApi>, CallOutcome> call) {
    return http.map(call).orElseGet(() -> new NotSent(profile.whyOff().orElse("")));
  }

  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    return answers.ref(new String(body, StandardCharsets.UTF_8));
  }
}
