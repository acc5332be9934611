package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.intake.DeadLetterQueues;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule: whoever waits for an event that nobody takes any more is told so, once; nothing is paid.
 */
class DeadLettersTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final String WAITING =
      """
          {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox","taskToken":"AQC/1"}""";

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final Doors doors = new Doors(chain);
  private final TestingDeadLetters queue = new TestingDeadLetters();
  private final RecordingChannel bus = new RecordingChannel();

  @Test
  void anUnreadDeadLetterIsPublishedOnceAndStays() {
    queue.put("message-1", WAITING);

    sweep();
    tell();
    sweep();
    tell();

    assertThat(tokens()).containsExactly("AQC/1 not_taken");
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(queue.ids()).containsExactly("message-1");
    assertThat(acme.submitCount()).isZero();
    assertThat(task("order-1").state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.finality()).isEqualTo(Finality.NOT_ACCEPTED);
              assertThat(failed.failure().code().isRetryable()).isFalse(); // the letter may
            });
  }

  @Test
  void sentBackItIsMadeAndPaidForOnce() {
    queue.put("message-1", WAITING);
    sweep();
    tell();

    doors.submit(Events.sqs(WAITING));
    sweep();

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(queue.ids()).isEmpty();
    assertThat(task("order-1").revision().attempt()).isEqualTo(2);
    assertThat(tokens()).containsExactly("AQC/1 not_taken");
  }

  @Test
  void sentBackBeforeItsPublicationOnlyTheLaterOutcomeIsPublished() {
    queue.put("message-1", WAITING);
    sweep();

    doors.submit(Events.sqs(WAITING));
    tell();

    assertThat(acme.submitCount()).isEqualTo(1);
    assertThat(tokens()).isEmpty();
    assertThat(task("order-1").tokens()).containsExactly("AQC/1");
  }

  @Test
  void theLastTryIsNamed() {
    busy();
    doors.submit(Events.sqs(WAITING));
    queue.put("message-0", WAITING);

    sweep();
    tell();

    assertThat(chain.tokens().calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.error()).isEqualTo("not_taken");
              assertThat(call.text()).contains("rate_limited").contains("slow down");
            });
    assertThat(task("order-1").provider()).contains(Examples.ACME);
  }

  @Test
  void aRunningTaskIsAwaitedByThisTokenToo() {
    doors.submit(Events.sqs(Events.GOOD));
    queue.put("message-1", WAITING);

    sweep();

    assertThat(task("order-1").tokens()).containsExactly("AQC/1");
    assertThat(queue.ids()).isEmpty();
    assertThat(queue.hiddenCount()).isZero();
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theSameIdForAnotherRequestIsRefused() {
    doors.submit(Events.sqs(Events.GOOD));
    queue.put("message-1", WAITING.replace("red", "blue"));

    sweep();

    assertThat(tokens()).containsExactly("AQC/1 idempotency_mismatch");
    assertThat(queue.ids()).isEmpty();
  }

  @Test
  void twoRequestsOfOneIdDoNotTakeTurns() {
    var other = WAITING.replace("red", "blue").replace("AQC/1", "AQC/2");
    queue.put("message-1", WAITING).put("message-2", other);

    sweep();
    tell();
    sweep();
    tell();

    assertThat(tokens()).containsExactlyInAnyOrder("AQC/1 not_taken", "AQC/2 idempotency_mismatch");
    assertThat(queue.ids()).containsExactly("message-1");
  }

  @Test
  void aSecondTokenOfTheSameRequestIsNotifiedToo() {
    queue.put("message-1", WAITING).put("message-2", WAITING.replace("AQC/1", "AQC/2"));

    sweep();
    tell();
    sweep();
    tell();

    assertThat(tokens()).containsExactlyInAnyOrder("AQC/1 not_taken", "AQC/2 not_taken");
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(queue.ids()).containsExactly("message-1", "message-2");
  }

  @Test
  void aRefusalInTheProvidersWordsIsNotPublishedAgain() {
    acme.willAnswer(
        new SubmitResult.Refused(Failure.of(ErrorCode.CONTENT_REFUSED, "no foxes", Examples.ACME)));
    doors.submit(Events.sqs(WAITING));
    tell();
    queue.put("message-0", WAITING);

    sweep();
    tell();

    assertThat(tokens()).containsExactly("AQC/1 content_refused");
    assertThat(bus.outcomes()).hasSize(1);
    assertThat(queue.ids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"model":"seedream-5.0-lite","taskToken":"AQC/1"}""",
        """
            {"taskToken":"AQC/1","prompt":1e99999999999}""",
        """
            {"taskToken":"AQC/1"} and more"""
      })
  void whatCanNeverBecomeATaskIsKeptAndDoneWith(String poison) {
    queue.put("message-1", poison);

    sweep();
    sweep();

    assertThat(tokens()).containsExactly("AQC/1 invalid_request");
    assertThat(queue.ids()).isEmpty();
    assertThat(chain.store().findRefusal(TaskId.of(new RequestId("message-1")))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "{", "[]", "null", "\u0000", "{\"a\":\"\ud83e\"}"})
  void noLetterIsEndless(String odd) {
    queue.put("message-1", odd).put("message-2", WAITING);

    sweep();

    assertThat(queue.ids()).containsExactly("message-2");
    assertThat(task("order-1").isSurrendered()).isTrue();
  }

  @Test
  void anInvocationThatFailedIsKnownByItsOwnId() {
    var event = WAITING.replace("\"id\":\"order-1\",", "");
    queue.put(
        "message-1",
        """
        {"version":"1.0","timestamp":"2026-11-14T18:16:05.568Z",
         "requestContext":{"requestId":"e4b46cbf-b738-xmpl-8880-a18cdf61200e",
           "functionArn":"arn:aws:lambda:eu-central-1:123456789012:function:darkroom-submit:$LATEST",
           "condition":"RetriesExhausted","approximateInvokeCount":3},
         "requestPayload":%s,
         "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},
         "responsePayload":{"errorMessage":"x"}}
        """
            .formatted(event));

    sweep();
    tell();

    assertThat(task("e4b46cbf-b738-xmpl-8880-a18cdf61200e").isSurrendered()).isTrue();
    assertThat(tokens()).containsExactly("AQC/1 not_taken");
  }

  @Test
  void anEventOfTheBusIsKnownByItsOwnId() {
    var event = WAITING.replace("\"id\":\"order-1\",", "");
    queue.put("message-1", Events.eventBridge("event-1", event).toString());

    sweep();

    assertThat(task("event-1").isSurrendered()).isTrue();
  }

  @Test
  void oneThatFailsHindersNoOther() {
    chain.tokens().barsOnly("AQC/1");
    queue
        .put(
            "message-1",
            """
            {"taskToken":"AQC/1"}""")
        .put("message-2", WAITING.replace("AQC/1", "AQC/2"));

    assertThatThrownBy(this::sweep).hasMessageContaining("Step Functions is down");
    assertThat(queue.ids()).containsExactly("message-1", "message-2");
    assertThat(task("order-1").isSurrendered()).isTrue();

    chain.tokens().comeBack();
    sweep();

    assertThat(tokens()).containsExactly("AQC/1 invalid_request");
    assertThat(queue.ids()).containsExactly("message-2");
  }

  @Test
  void aLetterThatCannotBeRemovedIsPublishedOnceNevertheless() {
    doors.submit(Events.sqs(Events.GOOD));
    queue.put("message-1", WAITING);
    queue.getStuck();

    assertThatThrownBy(this::sweep).hasMessageContaining("SQS is down");
    assertThatThrownBy(this::sweep).hasMessageContaining("SQS is down");

    assertThat(task("order-1").tokens()).containsExactly("AQC/1");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aQueueThatIsNotToBeHadIsSaid() {
    queue.goDown();

    assertThatThrownBy(this::sweep).hasMessageContaining("SQS is down");
  }

  @Test
  void aFullQueueKeepsNoOtherFromItsLetters() {
    for (int number = 0; number < 30; number++) {
      queue.put("message-" + number, WAITING.replace("order-1", "order-" + number));
    }
    var other = new TestingDeadLetters().put("message-x", WAITING.replace("order-1", "order-x"));
    var both = new TwoQueues(queue, other, new ArrayList<>());

    doors.deadLetters(both).tell(LONG);

    assertThat(both.received()).startsWith("full", "other", "full");
    assertThat(chain.tasks()).hasSize(31).allMatch(Task::isSurrendered);
    assertThat(queue.ids()).hasSize(30);
    assertThat(other.ids()).containsExactly("message-x");
  }

  /** Which are asked in which order. */
  private record TwoQueues(TestingDeadLetters full, TestingDeadLetters other, List<String> received)
      implements DeadLetterQueues {
    @Override
    public List<String> all() {
      return List.of("full", "other");
    }

    @Override
    public List<Letter> receive(String name) {
      received.add(name);
      return of(name).receive(name);
    }

    @Override
    public void show(String name, List<Letter> letters) {
      of(name).show(name, letters);
    }

    @Override
    public void remove(String name, Letter letter) {
      of(name).remove(name, letter);
    }

    private TestingDeadLetters of(String name) {
      return name.equals("full") ? full : other;
    }
  }

  @Test
  void moreThanOneRoundCanBear() {
    for (int number = 0; number < 25; number++) {
      queue.put("message-" + number, WAITING.replace("order-1", "order-" + number));
    }

    doors.deadLetters(queue).tell(Duration.ZERO);
    assertThat(queue.ids()).hasSize(25);

    assertThat(doors.deadLetters(queue).tell(LONG)).isEqualTo(25);
    assertThat(queue.ids()).hasSize(25);
    assertThat(chain.tasks()).hasSize(25).allMatch(Task::isSurrendered);
  }

  private void sweep() {
    doors.deadLetters(queue).tell(LONG);
  }

  /** As the sweep, and settlement after it, have it. */
  private void tell() {
    doors.tellFailures(bus);
  }

  private List<String> tokens() {
    return chain.tokens().failures();
  }

  private Task task(String id) {
    return chain.store().find(TaskId.of(new RequestId(id))).orElseThrow();
  }

  private void busy() {
    acme.willAnswer(
        new SubmitResult.Transient(
            Failure.of(ErrorCode.RATE_LIMITED, "slow down", Examples.ACME), Optional.empty()));
  }
}
