package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The settings of the clients that are made for production. No request is sent. */
class ClientSettingsTest {
  private final AwsClients clients = new AwsClients();

  @BeforeAll
  static void nameCredentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterAll
  static void forgetThem() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @AfterEach
  void stop() {
    clients.stop();
  }

  @Test
  void noClientWaitsForItsAnswerAsLongAsTheSdkWould() {
    assertSettings(clients.dynamoDb(), TimeOuts.DEFAULT);
    assertSettings(clients.sqs(), TimeOuts.DEFAULT);
    assertSettings(clients.ssm(), TimeOuts.DEFAULT);
    assertSettings(clients.eventBridge(), TimeOuts.DEFAULT);
    assertSettings(clients.stepFunctions(), TimeOuts.DEFAULT);
    assertSettings(clients.objects(ExampleAwsConfig.nothing()), TimeOuts.OBJECTS);
  }

  private void assertSettings(AwsClient client, TimeOuts times) {
    var settings = client.serviceClientConfiguration().overrideConfiguration();

    assertThat(settings.apiCallTimeout()).contains(times.call());
    assertThat(settings.apiCallAttemptTimeout()).contains(times.attempt());
    assertThat(settings.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(times.tries());
    clients.close(client);
  }

  /** As emulators need it, or as S3 does. */
  @ParameterizedTest
  @CsvSource({
    "true, https://s3.eu-central-1.amazonaws.com/pictures/one/0.png?",
    "false, https://pictures.s3.eu-central-1.amazonaws.com/one/0.png?"
  })
  void theBucketIsInThePathWhereThatIsConfigured(boolean isPathStyle, String beginning) {
    var nothing = ExampleAwsConfig.nothing();
    var config =
        new ExampleAwsConfig(
            nothing.table(),
            nothing.bucket(),
            nothing.settleQueueUrl(),
            nothing.eventBus(),
            isPathStyle,
            nothing.retention(),
            nothing.list());
    var links = clients.links(config);

    assertThat(links.sign("pictures", "one/0.png", Duration.ofMinutes(5)).toString())
        .startsWith(beginning)
        .contains("X-Amz-Expires=300");
    clients.close(links);
  }

  @Test
  void whatIsNotNeededAnyMoreIsClosed() {
    var closed = new AtomicInteger();

    clients.close(new ClosingS3(closed));
    clients.close(new S3Links(presigner(closed)));
    clients.close(new ClosingSqs(closed));

    assertThat(closed).hasValue(3);
  }

  private static S3Presigner presigner(AtomicInteger closed) {
    return (S3Presigner)
        Proxy.newProxyInstance(
            ClientSettingsTest.class.getClassLoader(),
            new Class<?>[] {S3Presigner.class},
            (_, _, _) -> closed.incrementAndGet());
  }

  private record ClosingS3(AtomicInteger closed) implements S3Client {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private record ClosingSqs(AtomicInteger closed) implements SqsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
