package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.intake.DeadLetterQueues;
import dev.darkroom.intake.DeadLetterQueues.Letter;
import dev.darkroom.testing.ElasticMqServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsDeadLetterQueuesTest {
  private static final ElasticMqServer SERVER = ElasticMqServer.start();
  private static final SqsClient CLIENT = SERVER.client();

  private String url = "";
  private DeadLetterQueues queues = new SqsDeadLetterQueues(() -> CLIENT, Optional::empty);

  @BeforeEach
  void make(TestInfo test) {
    var name = "dead-" + test.getTestMethod().orElseThrow().getName();
    url = CLIENT.createQueue(queue -> queue.queueName(name)).queueUrl();
    queues = new SqsDeadLetterQueues(() -> CLIENT, () -> Optional.of(List.of(url)));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void whatWasReceivedIsHiddenUntilItIsShown() {
    var sent = send(23);

    var received = receiveAll();

    assertThat(received).extracting(Letter::body).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(queues.receive(url)).isEmpty();

    queues.show(url, received);

    assertThat(receiveAll()).hasSize(23);
  }

  @Test
  void aBlankAfterACommaIsNoPartOfAnAddress() {
    var spaced =
        new SqsDeadLetterQueues(() -> CLIENT, () -> Optional.of(List.of(url, " " + url, " ")));

    assertThat(spaced.all()).containsExactly(url, url);
  }

  @Test
  void whatWasRemovedIsGone() {
    send(2);
    var received = receiveAll();

    queues.remove(url, received.getFirst());
    queues.show(url, received.subList(1, 2));

    assertThat(receiveAll()).extracting(Letter::id).containsExactly(received.getLast().id());
  }

  @Test
  void oneThatWasRemovedMeanwhileHindersNoOther() {
    send(2);
    var received = receiveAll();
    queues.remove(url, received.getFirst());

    queues.show(url, received);

    assertThat(receiveAll()).extracting(Letter::id).containsExactly(received.getLast().id());
  }

  @Test
  void nothingIsShownOfNothing() {
    queues.show(url, List.of());

    assertThat(queues.receive(url)).isEmpty();
  }

  @Test
  void withoutTheVariableThereIsNoQueue() {
    assertThat(queues.all()).containsExactly(url);
    assertThat(new SqsDeadLetterQueues(() -> CLIENT, Optional::empty).all()).isEmpty();
  }

  private List<String> send(int count) {
    var bodies = new ArrayList<String>();
    for (int number = 0; number < count; number++) {
      var body = "{\"number\":" + number + "}";
      CLIENT.sendMessage(message -> message.queueUrl(url).messageBody(body));
      bodies.add(body);
    }
    return bodies;
  }

  private List<Letter> receiveAll() {
    var all = new ArrayList<Letter>();
    List<Letter> some;
    do {
      some = queues.receive(url);
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }
}
