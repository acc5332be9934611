package dev.darkroom.provider.modellix;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.ProviderProfile;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.ProviderConfig;
import dev.darkroom.provider.support.ProviderHttpClient;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/** Modellix, task API v1. */
@Singleton
final class ModellixProvider implements ImageProvider {
  private static final ProviderId ID = new ProviderId("modellix");
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 26);

  /** Modellix never calls back, and each check counts against its rate limit. */
  private static final Duration FIRST_CHECK_AFTER = Duration.ofSeconds(5);

  private final ProviderProfile profile;
  private final Duration longestSubmit;
  private final ModellixPath path;
  private final ModellixCapabilities capabilities;
  private final ProviderHttpClient<ModellixApi> http;
  private final ModellixAnswers answers = new ModellixAnswers(ID, InstantSource.system());

  /**
   * Reads the configuration.
   *
   * @throws IllegalArgumentException if a value is invalid; names the variable
   */
  @Inject
  ModellixProvider(ModellixConfig config, Secrets secrets) {
    this(
        config, new ProviderHttpClient<>(ID, ModellixApi.class, config.baseUrl(), config, secrets));
  }

  ModellixProvider(ModellixConfig config, ProviderHttpClient<ModellixApi> http) {
    this.path = new ModellixPath(config.pathTemplate());
    this.capabilities = ModellixCapabilities.with(ModellixPromptLimits.parse(config.promptLimit()));
    this.profile =
        ProviderProfile.polled(
            ID,
            SINCE,
            config.whyOff(ID),
            capabilities.rows(),
            ModellixNotTaken.LIST.rows(),
            ModellixFacts.RECOVERY,
            FIRST_CHECK_AFTER);
    this.longestSubmit = ProviderConfig.longestCall(config);
    this.http = http;
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
    return switch (body(request)) {
      case Unsupported unsupported -> unsupported.refusedBy(ID);
      case Ready(var json) ->
          answers.submitted(
              http.submit(
                      json,
                      ModellixNotTaken.LIST,
                      (api, authorization, body) ->
                          api.create(path.of(request.model()), authorization, body))
                  .outcome());
    };
  }

  private RequestBody body(ImageRequest request) {
    return capabilities
        .find(request.model())
        .map(row -> ModellixWire.of(request, row))
        .orElseGet(() -> new Unsupported("no such model is known here: " + request.model()));
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    return TaskIds.isAskable(ref.id())
        ? answers.checked(ref, http.read((api, key) -> api.task(key, ref.id())))
        : new NotKnown();
  }

  /** Nothing: this provider never calls back. */
  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    return Optional.empty();
  }
}
