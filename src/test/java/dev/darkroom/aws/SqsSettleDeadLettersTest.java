package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.check.CheckJson;
import dev.darkroom.check.SettleDeadLetters;
import dev.darkroom.check.SettleDeadLetters.Letter;
import dev.darkroom.control.RecheckResult.LetterCount;
import dev.darkroom.control.RecheckResult.Queued;
import dev.darkroom.control.TestingControl;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.ElasticMqServer;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsSettleDeadLettersTest {
  private static final ElasticMqServer SERVER = ElasticMqServer.start();
  private static final SqsClient CLIENT = SERVER.client();
  private static final ProviderTaskRef HINT = Examples.ref(Examples.ACME, "task-ä");
  private String url = "";
  private SettleDeadLetters letters = new SqsSettleDeadLetters(() -> CLIENT, Optional::empty);

  @BeforeEach
  void make(TestInfo test) {
    var name = "settle-dead-" + test.getTestMethod().orElseThrow().getName();
    url = CLIENT.createQueue(queue -> queue.queueName(name)).queueUrl();
    letters = new SqsSettleDeadLetters(() -> CLIENT, () -> Optional.of(url));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void withoutTheVariableThereIsNoQueue() {
    assertThat(letters.isConfigured()).isTrue();
    assertThat(new SqsSettleDeadLetters(() -> CLIENT, Optional::empty).isConfigured()).isFalse();
  }

  @Test
  void whatWasReceivedIsHiddenUntilItIsShown() {
    send("order-1", 13);

    var received = receiveAll();

    assertThat(received).hasSize(13);
    assertThat(letters.receive()).isEmpty();
    letters.show(received);
    assertThat(receiveAll()).hasSize(13);
  }

  @Test
  void whatWasRemovedIsGoneAndHindersNoOther() {
    send("order-1", 2);
    var received = receiveAll();

    letters.remove(received.getFirst());
    letters.show(received);

    assertThat(receiveAll()).hasSize(1);
  }

  @Test
  void aRecheckBringsBackTheTasksLettersAndShowsTheOthersAtOnce() {
    var clock = new ManualClock();
    var store = new InMemoryTaskStore();
    var queue = new RecordingQueue();
    var request = Examples.request("order-1");
    var task = Task.claimed(request, Examples.ACME, List.of(), clock.instant(), Duration.ZERO);
    store.claim(task);
    send("order-2", 12);
    send("order-1", 2);
    send("order-3", 12);
    var control =
        TestingControl.of(
            store, Providers.of(new FakeProvider(Examples.ACME)), queue, letters, clock);

    var result = control.recheck().recheck(new EitherId("order-1"));

    assertThat(result)
        .isEqualTo(new Queued(task, Optional.of(new LetterCount(26, 2, /* isComplete= */ true))));
    assertThat(queue.checks())
        .hasSize(3)
        .filteredOn(check -> check.hint().isPresent())
        .hasSize(2)
        .allSatisfy(check -> assertThat(check.hint()).contains(HINT));
    assertThat(receiveAll()).hasSize(24);
  }

  private void send(String id, int count) {
    var check = Check.of(TaskId.of(new RequestId(id))).withHint(HINT);
    for (int number = 0; number < count; number++) {
      CLIENT.sendMessage(message -> message.queueUrl(url).messageBody(CheckJson.write(check)));
    }
  }

  private List<Letter> receiveAll() {
    var all = new ArrayList<Letter>();
    List<Letter> some;
    do {
      some = letters.receive();
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }
}
