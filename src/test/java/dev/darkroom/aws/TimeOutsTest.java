package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The time-outs of a test are short, and nothing is asserted of how long it took. */
@Timeout(60)
class TimeOutsTest {
  private static final TimeOuts SHORT =
      new TimeOuts(
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          2);

  private final ConcurrentLinkedQueue<Socket> taken = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    over.countDown();
    server.close();
    for (var socket : taken) {
      socket.close();
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpAfterAllTries() {
    accept("");

    assertThatThrownBy(() -> queueUrl(SHORT)).isInstanceOf(SdkClientException.class);

    assertThat(taken).hasSize(SHORT.tries());
  }

  @Test
  void aServerThatSpeaksAByteNowAndThenIsGivenUpAsWell() {
    accept("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nX-Slow: ");
    var patientWithBytes =
        new TimeOuts(
            SHORT.connect(), Duration.ofMinutes(5), SHORT.attempt(), SHORT.call(), SHORT.tries());

    // the socket is closed under the reader: not an exception of the SDK's own
    assertThatThrownBy(() -> queueUrl(patientWithBytes)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void allTriesTogetherHaveAnEnd() {
    accept("");
    var manyTries =
        new TimeOuts(SHORT.connect(), SHORT.read(), SHORT.attempt(), Duration.ofMillis(700), 1_000);

    assertThatThrownBy(() -> queueUrl(manyTries)).isInstanceOf(ApiCallTimeoutException.class);
  }

  @Test
  void aClaimAndAReferenceFitIntoTheInvocationBesideThePaidCall() {
    var call = TimeOuts.DEFAULT.call();
    var paid = Duration.ofSeconds(20);

    assertThat(paid.plus(call.multipliedBy(2))).isLessThan(Duration.ofSeconds(28));
    assertThat(TimeOuts.DEFAULT.attempt().multipliedBy(2)).isLessThan(call);
  }

  @Test
  void anUploadHasTimeByItsSizeAndEndsWithinTheInvocation() {
    assertThat(TimeOuts.ofUpload(0)).isEqualTo(Duration.ofSeconds(20));
    assertThat(TimeOuts.ofUpload(250L << 20)).isLessThan(Duration.ofMinutes(2));
    assertThat(TimeOuts.ofUpload(250L << 20)).isGreaterThan(Duration.ofMinutes(1));
  }

  private void queueUrl(TimeOuts times) {
    var watch = TimeOuts.watch();
    try (var http = times.http();
        var client = client(times, watch, http)) {
      client.getQueueUrl(queue -> queue.queueName("any"));
    } finally {
      watch.shutdownNow();
    }
  }

  private SqsClient client(TimeOuts times, ScheduledExecutorService watch, SdkHttpClient http) {
    return SqsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(http)
        .overrideConfiguration(times.override(watch))
        .build();
  }

  /** Takes every connection, says the beginning, then a byte now and then, and never an end. */
  private void accept(String beginning) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  var socket = server.accept();
                  taken.add(socket);
                  Thread.ofVirtual().start(() -> speak(socket, beginning));
                }
              } catch (IOException closed) {
                // the test is over
              }
            });
  }

  private void speak(Socket socket, String beginning) {
    try {
      if (beginning.isEmpty()) {
        return;
      }
      var out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (!over.await(20, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
