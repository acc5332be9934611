package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.SettleQueue;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.notification.OutcomeChannel;
import dev.darkroom.notification.TaskTokens;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.TaskStore;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The adapters as the application wires them: local mode gives way where all three are named. */
@QuarkusTest
@TestProfile(AwsClientsTest.OnAnEmulator.class)
class AwsClientsTest {
  /** What {@code AWS_ENDPOINT_URL} and its like say, as the SDK's system properties. */
  private static final Map<String, String> EMULATOR =
      Map.of(
          "aws.endpointUrl", "http://127.0.0.1:9",
          "aws.accessKeyId", "local",
          "aws.secretAccessKey", "local");

  private final TaskStore tasks;
  private final SettleQueue queue;
  private final ImageStore images;
  private final Secrets secrets;
  private final List<OutcomeChannel> channels;
  private final TaskTokens tokens;

  @Inject
  AwsClientsTest(
      TaskStore tasks,
      SettleQueue queue,
      ImageStore images,
      Secrets secrets,
      @All List<OutcomeChannel> channels,
      TaskTokens tokens) {
    this.tasks = tasks;
    this.queue = queue;
    this.images = images;
    this.secrets = secrets;
    this.channels = channels;
    this.tokens = tokens;
  }

  @BeforeAll
  static void pointToAnEmulator() {
    EMULATOR.forEach(System::setProperty);
  }

  @AfterAll
  static void forgetIt() {
    EMULATOR.keySet().forEach(System::clearProperty);
  }

  @Test
  void everyPortHasItsAdapter() {
    assertThat(tasks).isInstanceOf(DynamoTaskStore.class);
    assertThat(queue).isInstanceOf(SqsSettleQueue.class);
    assertThat(images).isInstanceOf(S3ImageStore.class);
    assertThat(secrets).isInstanceOf(SsmSecrets.class);
    assertThat(tokens).isInstanceOf(StepFunctionsTokens.class);
    assertThat(channels)
        .extracting(OutcomeChannel::name)
        .containsExactlyInAnyOrder("event-bus", "task-token", "webhook");
  }

  @Test
  void anEmulatorsAddressAndPathStyleReachTheLinks() {
    var link = images.sign("generations/one/0.png", Duration.ofMinutes(5));

    assertThat(link.toString())
        .startsWith("http://127.0.0.1:9/pictures/generations/one/0.png?")
        .contains("X-Amz-Expires=300");
  }

  /** The application's own settings. */
  public static final class OnAnEmulator implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "darkroom.table", "tasks",
          "darkroom.bucket", "pictures",
          "darkroom.settle-queue-url", "http://127.0.0.1:9/000000000000/settle",
          "darkroom.s3-path-style", "true");
    }
  }
}
