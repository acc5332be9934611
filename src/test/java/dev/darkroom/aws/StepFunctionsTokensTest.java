package dev.darkroom.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.darkroom.notification.ChannelException;
import dev.darkroom.notification.TaskTokens;
import dev.darkroom.notification.TokenResult.Accepted;
import dev.darkroom.notification.TokenResult.Permanent;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

class StepFunctionsTokensTest {
  private static final String TOKEN = "AQC/token+with=signs";

  private final WireMockServer stepFunctions =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  private final TaskTokens tokens = new StepFunctionsTokens(this::client);

  @BeforeEach
  void start() {
    stepFunctions.start();
  }

  @AfterEach
  void stop() {
    stepFunctions.stop();
  }

  @Test
  void aSuccessIsOneCallWithTheOutput() {
    stepFunctions.stubFor(post(urlEqualTo("/")).willReturn(okJson("{}")));

    assertThat(tokens.succeed(TOKEN, "{\"id\":\"order\"}")).isEqualTo(new Accepted());

    stepFunctions.verify(
        1,
        postRequestedFor(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSStepFunctions.SendTaskSuccess"))
            .withRequestBody(
                equalToJson(
                    "{\"taskToken\":\""
                        + TOKEN
                        + "\",\"output\":\"{\\\"id\\\":\\\"order\\\"}\"}")));
  }

  @Test
  void aFailureIsOneCallWithErrorAndCause() {
    stepFunctions.stubFor(post(urlEqualTo("/")).willReturn(okJson("{}")));

    assertThat(tokens.fail(TOKEN, "content_refused", "not that.")).isEqualTo(new Accepted());

    stepFunctions.verify(
        1,
        postRequestedFor(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AWSStepFunctions.SendTaskFailure"))
            .withRequestBody(
                equalToJson(
                    "{\"taskToken\":\""
                        + TOKEN
                        + "\",\"error\":\"content_refused\",\"cause\":\"not that.\"}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TaskTimedOut",
        "TaskDoesNotExist",
        "InvalidToken",
        "ConflictException",
        "ValidationException"
      })
  void aTokenThatIsUsedUpOrNoneIsAnAnswer(String error) {
    refusing(400, error);

    assertThat(tokens.succeed(TOKEN, "{}")).isEqualTo(new Permanent(error));
    assertThat(tokens.fail(TOKEN, "code", "cause")).isEqualTo(new Permanent(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AccessDeniedException", "InvalidOutput", "KmsThrottlingException", "Surprise"})
  void whateverElseIsWrongIsThrownOnWithoutTheToken(String error) {
    refusing(400, error);

    assertThatThrownBy(() -> tokens.succeed(TOKEN, "{}"))
        .isInstanceOf(ChannelException.class)
        .hasMessage("Step Functions answered " + error);
  }

  @Test
  void whatStepFunctionsCannotDoJustNowIsThrownOn() {
    refusing(503, "ServiceUnavailable");

    assertThatThrownBy(() -> tokens.fail(TOKEN, "code", "cause"))
        .isInstanceOf(ChannelException.class);
  }

  private void refusing(int status, String error) {
    stepFunctions.stubFor(
        post(urlEqualTo("/"))
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("x-amzn-ErrorType", error)
                    .withBody("{\"__type\":\"" + error + "\",\"message\":\"no\"}")));
  }

  private SfnClient client() {
    return SfnClient.builder()
        .endpointOverride(URI.create(stepFunctions.baseUrl()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
