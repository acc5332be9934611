package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.ProviderConfig;
import dev.darkroom.provider.support.ProviderHttpClient;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** LiangXin, task API v1. Off until somebody says where it is. */
@Singleton
final class LiangxinProvider implements ImageProvider {
  private static final ProviderId ID = new ProviderId("liangxin");

  /** It calls back; a check before that is a safety net. */
  private static final Duration FIRST_CHECK_AFTER = Duration.ofSeconds(45);

  private final LiangxinConfig config;
  private final Optional<ProviderHttpClient<LiangxinApi>> http;
  private final LiangxinAnswers answers = new LiangxinAnswers(ID);

  LiangxinProvider(LiangxinConfig config, Secrets secrets) {
    this.config = config;
    this.http =
        config
            .baseUrl()
            .map(base -> new ProviderHttpClient<>(ID, LiangxinApi.class, base, config, secrets));
  }

  @Override
  public ProviderId id() {
    return ID;
  }

  @Override
  public boolean isOn() {
    return config.hasKey() && http.isPresent();
  }

  @Override
  public String whyOff() {
    var noKey = config.hasKey() ? Stream.<String>of() : Stream.of(ProviderConfig.noKey(ID));
    var noBase =
        http.isPresent()
            ? Stream.<String>of()
            : Stream.of(
                "no base address, and its documents name none: set "
                    + ProviderConfig.variablePrefix(ID)
                    + "BASE_URL");
    return Stream.concat(noKey, noBase).collect(Collectors.joining("; "));
  }

  @Override
  public List<Capability> capabilities() {
    return LiangxinCapabilities.ALL;
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
    return switch (LiangxinWire.of(request, callback)) {
      case Unsupported(var why) -> new Refused(Failure.of(ErrorCode.INVALID_REQUEST, why, ID));
      case Ready(var json) ->
          answers.submitted(
              outcome(way -> way.submit(json, LiangxinNotTaken.LIST, LiangxinApi::createTask)));
    };
  }

  @Override
  public List<NotTakenRow> notTaken() {
    return LiangxinNotTaken.LIST.rows();
  }

  @Override
  public CheckResult check(ProviderTaskRef ref) {
    return TaskIds.isAskable(ref.id())
        ? answers.checked(
            ref, outcome(way -> way.read((api, key) -> api.recordInfo(key, ref.id()))))
        : new NotKnown();
  }

  private CallOutcome outcome(Function<ProviderHttpClient<LiangxinApi>, CallOutcome> call) {
    return http.map(call).orElseGet(() -> new NotSent(whyOff()));
  }

  @Override
  public Optional<ProviderTaskRef> refIn(byte[] body) {
    return answers.ref(new String(body, StandardCharsets.UTF_8));
  }
}
