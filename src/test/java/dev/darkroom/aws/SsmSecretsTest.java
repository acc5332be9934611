package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.provider.Secret;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmSecretsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeSsm ssm = new FakeSsm();
  private final SsmSecrets secrets = new SsmSecrets(() -> ssm, clock);

  @Test
  void aKeyIsDecryptedAndKept() {
    var first = secrets.get("/darkroom/key");
    var second = secrets.get("/darkroom/key");

    assertThat(List.of(first, second)).containsOnly(new Secret("sesame"));
    assertThat(ssm.asked).hasSize(1);
    assertThat(ssm.asked.getFirst().withDecryption()).isTrue();
  }

  @Test
  void afterFiveMinutesAKeyIsFetchedAgain() {
    secrets.get("/darkroom/key");
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    secrets.get("/darkroom/key");
    assertThat(ssm.asked).hasSize(1);

    clock.advance(Duration.ofNanos(1));
    secrets.get("/darkroom/key");

    assertThat(ssm.asked).hasSize(2);
  }

  @Test
  void aForgottenKeyIsFetchedAgain() {
    secrets.get("/darkroom/key");

    secrets.forget("/darkroom/key");
    secrets.forget("/never/asked");
    secrets.get("/darkroom/key");

    assertThat(ssm.asked).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsNamedAndAskedForAgain() {
    assertThatThrownBy(() -> secrets.get("/absent"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no SSM parameter /absent");
    assertThatThrownBy(() -> secrets.get("/forbidden"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the SSM parameter /forbidden cannot be read");
    assertThatThrownBy(() -> secrets.get("/blank"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the SSM parameter /blank is blank");
    assertThatThrownBy(() -> secrets.get("/blank")).isInstanceOf(IllegalStateException.class);

    assertThat(ssm.asked).hasSize(4);
  }

  private static final class FakeSsm implements SsmClient {
    private final Map<String, String> values = Map.of("/darkroom/key", "sesame", "/blank", " ");
    private final List<GetParameterRequest> asked = new ArrayList<>();

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      asked.add(request);
      if (request.name().equals("/forbidden")) {
        throw SsmException.builder().message("AccessDenied").statusCode(400).build();
      }
      if (!values.containsKey(request.name())) {
        throw ParameterNotFoundException.builder().message("none").build();
      }
      return GetParameterResponse.builder()
          .parameter(found -> found.name(request.name()).value(values.get(request.name())))
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }
}
