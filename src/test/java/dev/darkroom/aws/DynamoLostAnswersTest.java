package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskStore.Attachment;
import dev.darkroom.task.TaskStore.Claim;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.testing.DynamoDbLocalServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Writes whose answer is lost on the way: the store finds out what became of them. */
class DynamoLostAnswersTest {
  private static final DynamoDbLocalServer SERVER = DynamoDbLocalServer.start();
  private static final DynamoDbClient CLIENT = SERVER.client();
  private static final AtomicInteger TABLES = new AtomicInteger();

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void aWriteWhoseAnswerIsLostRecognisesItself() {
    var table = newTable();
    var task = claim(plainRequest("twice"));

    try (var forgetful =
        SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("PutItem")).build()) {
      var claim = new DynamoTaskStore(() -> forgetful, table).claim(task);

      assertThat(claim).isEqualTo(new Won(task));
    }
    try (var forgetful =
        SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("UpdateItem")).build()) {
      assertThat(new DynamoTaskStore(() -> forgetful, table).replace(submitted(task))).isTrue();
    }
  }

  @Test
  void howFarASweepHasComeIsWrittenOnceAlsoIfTheAnswerIsLost() {
    var table = newTable();
    var pass = SweepPass.first(NOW).handedOut(Optional.of("a mark"), Optional.empty());
    var next = pass.handedOut(Optional.empty(), Optional.of(NOW));

    for (var each : List.of(pass, next)) {
      try (var forgetful =
          SERVER.clientBuilder().httpClient(ForgetfulHttpClient.ofTheFirst("PutItem")).build()) {
        assertThat(new DynamoTaskStore(() -> forgetful, table).keep(each)).isTrue();
      }
    }

    assertThat(new DynamoTaskStore(() -> CLIENT, table).sweepPass()).contains(next);
  }

  @Test
  void aClaimWhoseAnswersAreAllLostIsOurs() {
    var table = newTable();
    var task = claim(plainRequest("deaf"));

    assertThat(claimThrough(ForgetfulHttpClient.ofAll("PutItem"), table, task))
        .isEqualTo(new Won(task));
    assertThat(new DynamoTaskStore(() -> CLIENT, table).find(task.id())).contains(task);
  }

  @Test
  void aClaimOfARefusedIdWhoseAnswersAreAllLostIsOurs() {
    var table = newTable();
    var task = claim(plainRequest("deaf-again"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    store.replace(refused(task));

    assertThat(claimThrough(ForgetfulHttpClient.ofAll("PutItem"), table, task))
        .isEqualTo(new Won(task.replacing(refused(task))));
  }

  @Test
  void aClaimOfARefusedIdThatNeverArrivedIsAFailureAndLeavesTheIdToClaim() {
    var table = newTable();
    var task = claim(plainRequest("nowhere-again"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    store.replace(refused(task));

    assertThatThrownBy(() -> claimThrough(ForgetfulHttpClient.without("PutItem"), table, task))
        .isInstanceOf(SdkClientException.class);

    assertThat(store.claim(task)).isEqualTo(new Won(task.replacing(refused(task))));
  }

  @Test
  void aClaimIsOursAlsoIfOthersJoinedItBeforeTheAnswerWasLost() {
    var table = newTable();
    var task = claim(plainRequest("joined"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var joined = task.withSubscriber("second").withSubscriber("third");
    Runnable join =
        () -> {
          assertThat(store.replace(task.withSubscriber("second"))).isTrue();
          assertThat(store.replace(joined)).isTrue();
        };

    assertThat(claimThrough(ForgetfulHttpClient.ofAll("PutItem", join), table, task))
        .isEqualTo(new Won(joined));
    assertThat(store.find(task.id())).contains(joined);
  }

  @Test
  void aClaimThatSomebodyGaveUpMeanwhileIsNotGoneOnWith() {
    var table = newTable();
    var task = claim(plainRequest("abandoned"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var doubted = task.inDoubt(TaskExamples.EVOLINK, "nobody came back", NOW);

    assertThat(
            claimThrough(
                ForgetfulHttpClient.ofAll("PutItem", () -> store.replace(doubted)), table, task))
        .isEqualTo(new Taken(doubted));
  }

  @Test
  void aSurrenderWithoutAnswersIsOursEvenIfPublishedMeanwhile() {
    var table = newTable();
    var task = surrendered(plainRequest("deaf-surrender"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var told = task.published(NOW);

    assertThat(
            claimThrough(
                ForgetfulHttpClient.ofAll("PutItem", () -> store.replace(told)), table, task))
        .isEqualTo(new Won(told));
    assertThat(store.find(task.id())).contains(told);
  }

  @Test
  void aClaimThatNeverArrivedIsAFailureAndLeavesTheIdFree() {
    var table = newTable();
    var task = claim(plainRequest("nowhere"));

    assertThatThrownBy(() -> claimThrough(ForgetfulHttpClient.without("PutItem"), table, task))
        .isInstanceOf(SdkClientException.class);

    var store = new DynamoTaskStore(() -> CLIENT, table);
    assertThat(store.find(task.id())).isEmpty();
    assertThat(store.claim(task)).isEqualTo(new Won(task));
  }

  @Test
  void aClaimThatNeverArrivedWhereSomebodyElseHasTheIdIsTheirs() {
    var table = newTable();
    var task = claim(plainRequest("theirs"));
    new DynamoTaskStore(() -> CLIENT, table).claim(task);

    assertThat(claimThrough(ForgetfulHttpClient.without("PutItem"), table, task))
        .isEqualTo(new Taken(task));
  }

  @Test
  void aClaimThatCannotBeReadBackIsAFailureAndNotOursNextTime() {
    var table = newTable();
    var task = claim(plainRequest("twofold"));

    assertThatThrownBy(
            () ->
                claimThrough(
                    ForgetfulHttpClient.ofAllAndWithout("PutItem", "GetItem"), table, task))
        .isInstanceOf(SdkClientException.class)
        .satisfies(failed -> assertThat(failed.getSuppressed()).isNotEmpty());

    assertThat(new DynamoTaskStore(() -> CLIENT, table).claim(task)).isEqualTo(new Taken(task));
  }

  @Test
  void aVersionWhoseAnswersAreAllLostIsOurs() {
    var table = newTable();
    var task = claim(plainRequest("deaf-version"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);

    assertThat(replaceThrough(ForgetfulHttpClient.ofAll("UpdateItem"), table, submitted(task)))
        .isTrue();
    assertThat(store.find(task.id())).contains(submitted(task));
  }

  @Test
  void aVersionIsOursAlsoIfTheNextOneCameBeforeTheAnswerWasLost() {
    var table = newTable();
    var task = claim(plainRequest("overtaken"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    var next = submitted(task).withSubscriber("second");
    var lossy = ForgetfulHttpClient.ofAll("UpdateItem", () -> store.replace(next));

    assertThat(replaceThrough(lossy, table, submitted(task))).isTrue();
    assertThat(store.find(task.id())).contains(next);
  }

  /** Found by {@link DynamoExplorerTest}: it was told that another's version stood in its place. */
  @Test
  void aVersionThatTwoLaterOnesCoverIsAFailureAndNoLostRace() {
    var table = newTable();
    var task = claim(plainRequest("covered"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    Runnable cover = () -> cover(store, task);

    assertThatThrownBy(
            () ->
                replaceThrough(
                    ForgetfulHttpClient.ofTheFirst("UpdateItem", cover), table, submitted(task)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(new DynamoTaskStore(() -> CLIENT, table).replace(submitted(task))).isFalse();
  }

  @Test
  void aVersionWithoutAnyAnswerThatTwoLaterOnesCoverIsAFailure() {
    var table = newTable();
    var task = claim(plainRequest("covered-deaf"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    Runnable cover = () -> cover(store, task);

    assertThatThrownBy(
            () ->
                replaceThrough(
                    ForgetfulHttpClient.ofAll("UpdateItem", cover), table, submitted(task)))
        .isInstanceOf(SdkClientException.class);
  }

  /** Found by {@link DynamoExplorerTest}: the check that was to follow was not queued. */
  @Test
  void aMovedCheckWhoseAnswerIsLostIsMoved() {
    var table = newTable();
    var task = claim(plainRequest("moved"));
    var next = NOW.plusSeconds(3600);
    new DynamoTaskStore(() -> CLIENT, table).claim(task);

    try (var client = lossy(ForgetfulHttpClient.ofTheFirst("UpdateItem"))) {
      var store = new DynamoTaskStore(() -> client, table);

      assertThat(
              store.postpone(task.id(), task.nextCheckAt(), next, Optional.of(new CheckNotes(2))))
          .isTrue();
      assertThat(
              store.postpone(task.id(), task.nextCheckAt(), next, Optional.of(new CheckNotes(2))))
          .isFalse();
    }
  }

  @Test
  void aCheckThatSomebodyElseMovedBeforeTheAnswerIsTheirs() {
    var table = newTable();
    var task = claim(plainRequest("moved-on"));
    var next = NOW.plusSeconds(3600);
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);
    Runnable onward =
        () -> assertThat(store.postpone(task.id(), next, NOW.plusSeconds(7200))).isTrue();

    try (var client = lossy(ForgetfulHttpClient.ofTheFirst("UpdateItem", onward))) {
      assertThat(
              new DynamoTaskStore(() -> client, table)
                  .postpone(task.id(), task.nextCheckAt(), next))
          .isFalse();
    }
  }

  @Test
  void aVersionThatNeverArrivedIsAFailureUnlessAnotherStandsThere() {
    var table = newTable();
    var task = claim(plainRequest("lost-version"));
    var store = new DynamoTaskStore(() -> CLIENT, table);
    store.claim(task);

    assertThatThrownBy(
            () -> replaceThrough(ForgetfulHttpClient.without("UpdateItem"), table, submitted(task)))
        .isInstanceOf(SdkClientException.class);
    store.replace(task.inDoubt(TaskExamples.EVOLINK, "slow", NOW));

    assertThat(replaceThrough(ForgetfulHttpClient.without("UpdateItem"), table, submitted(task)))
        .isFalse();
  }

  @Test
  void anAttachWhoseAnswersAreLostRecognisesItself() {
    var table = newTable();
    var doubt = doubt(table, "attached");
    var attached = doubt.attached(TaskExamples.REF, NOW, NOW);

    assertThat(attachThrough(ForgetfulHttpClient.ofAll("TransactWriteItems"), table, attached))
        .isEqualTo(Attachment.WRITTEN);

    var store = new DynamoTaskStore(() -> CLIENT, table);
    assertThat(store.find(doubt.id())).contains(attached);
    assertThat(store.ownerOf(TaskExamples.REF)).contains(doubt.id());
  }

  @Test
  void anAttachIsRecognisedUnderALaterVersion() {
    var table = newTable();
    var attached = doubt(table, "attached").attached(TaskExamples.REF, NOW, NOW);
    var store = new DynamoTaskStore(() -> CLIENT, table);

    assertThat(
            attachThrough(
                ForgetfulHttpClient.ofAll(
                    "TransactWriteItems",
                    () -> store.replace(attached.withSubscriber("a later one"))),
                table,
                attached))
        .isEqualTo(Attachment.WRITTEN);
  }

  @Test
  void anAttachThatDoesNotArriveFailsAndOwnsNothing() {
    var table = newTable();
    var doubt = doubt(table, "attached");
    var attached = doubt.attached(TaskExamples.REF, NOW, NOW);

    assertThatThrownBy(
            () -> attachThrough(ForgetfulHttpClient.without("TransactWriteItems"), table, attached))
        .isInstanceOf(SdkClientException.class);

    var store = new DynamoTaskStore(() -> CLIENT, table);
    assertThat(store.find(doubt.id())).contains(doubt);
    assertThat(store.ownerOf(TaskExamples.REF)).isEmpty();
  }

  @Test
  void anAttachOverATaskOfAnotherIsNoLostRaceThoughItsFirstAnswerIsLost() {
    var table = newTable();
    var attached = doubt(table, "attached").attached(TaskExamples.REF, NOW, NOW);
    new DynamoTaskStore(() -> CLIENT, table).own(TaskExamples.REF, claim(plainRequest("another")));

    assertThat(attachThrough(ForgetfulHttpClient.ofTheFirst("TransactWriteItems"), table, attached))
        .isEqualTo(Attachment.OF_ANOTHER);
  }

  private static Task doubt(AwsConfig table, String id) {
    var store = new DynamoTaskStore(() -> CLIENT, table);
    var claim = claim(plainRequest(id));
    var doubt = claim.inDoubt(TaskExamples.EVOLINK, "slow", NOW);
    store.claim(claim);
    store.replace(doubt);
    return doubt;
  }

  private static Attachment attachThrough(ForgetfulHttpClient lossy, AwsConfig table, Task next) {
    try (var client = lossy(lossy)) {
      return new DynamoTaskStore(() -> client, table).attach(next, TaskExamples.REF);
    }
  }

  private static DynamoDbClient lossy(ForgetfulHttpClient http) {
    return SERVER
        .clientBuilder()
        .httpClient(http)
        .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  private static Claim claimThrough(ForgetfulHttpClient lossy, AwsConfig table, Task task) {
    try (var client = lossy(lossy)) {
      return new DynamoTaskStore(() -> client, table).claim(task);
    }
  }

  private static boolean replaceThrough(ForgetfulHttpClient lossy, AwsConfig table, Task next) {
    try (var client = lossy(lossy)) {
      return new DynamoTaskStore(() -> client, table).replace(next);
    }
  }

  private static AwsConfig newTable() {
    var name = "tasks-" + TABLES.incrementAndGet();
    SERVER.createTable(name);
    return ExampleAwsConfig.withTable(name);
  }

  /** Two later versions take the place of what tells whose a version is. */
  private static void cover(DynamoTaskStore store, Task task) {
    var second = submitted(task).withSubscriber("second");
    assertThat(store.replace(second)).isTrue();
    assertThat(store.replace(second.withSubscriber("third"))).isTrue();
  }
}
