package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.SettleDeadLetters;
import dev.darkroom.check.TestingSweep;
import dev.darkroom.control.TestingControl;
import dev.darkroom.control.TestingLetters;
import dev.darkroom.delivery.ImageStore;
import dev.darkroom.delivery.TestingImageStore;
import dev.darkroom.intake.DeadLetterQueues;
import dev.darkroom.log.StepLog;
import dev.darkroom.notification.RecordingChannel;
import dev.darkroom.page.InboxAddress;
import dev.darkroom.page.PageFiles;
import dev.darkroom.pipeline.TestingPipeline;
import dev.darkroom.query.LongPoll;
import dev.darkroom.query.TestingQuery;
import dev.darkroom.schema.Documents;
import dev.darkroom.settlement.TestingSettlement;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.TestingPause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;

/** The six functions on a chain of real steps, asked as Lambda asks them. */
record Doors(Chain chain, TestingRetryQueue retries, TestingPause pause, boolean hasBucket) {
  private static final LambdaIo DOOR = new LambdaIo(new Json());
  private static final HttpApi HTTP = new HttpApi(DOOR);
  private static final Logger LOG = Logger.getLogger(Doors.class);

  /** Lambda's own retries of an asynchronous invocation have the same id. */
  static final String INVOCATION = "8f6c0f1e-6d0b-4f9e-9d3e-0b8a7c2f4d11";

  private static Context context(String invocation) {
    return (Context)
        Proxy.newProxyInstance(
            Doors.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              return switch (method.getName()) {
                case "getAwsRequestId" -> invocation;
                case "getRemainingTimeInMillis" -> 30_000;
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  /** On a queue that takes nothing back. */
  Doors(Chain chain) {
    this(chain, new TestingRetryQueue("another queue"));
  }

  Doors(Chain chain, TestingRetryQueue retries) {
    this(chain, retries, new TestingPause(chain.clock()), /* hasBucket= */ true);
  }

  /** The same, while no image can be read. */
  Doors withoutBucket() {
    return new Doors(chain, retries, pause, /* hasBucket= */ false);
  }

  private LongPoll longPoll() {
    return TestingQuery.longPoll(chain.store(), chain.clock(), pause);
  }

  private SubmitRoutes submitRoutes() {
    var openAi = new OpenAiSubmit(chain.pipeline(), longPoll(), images(), chain.clock());
    return new SubmitRoutes(
        new SubmitHttp(
            chain.pipeline(),
            longPoll(),
            TestingQuery.of(chain.store(), chain.clock()),
            chain.clock()),
        openAi,
        new OpenAiEdit(openAi, TestingPipeline.uploads(chain.references())),
        new UploadHttp(TestingPipeline.offers(chain.references(), chain.clock())));
  }

  private OpenAiImages images() {
    return new OpenAiImages(
        TestingQuery.of(chain.store(), chain.clock()),
        TestingQuery.inline(hasBucket),
        chain.clock());
  }

  JsonNode submit(JsonNode event) {
    return submit(event.toString());
  }

  JsonNode submit(String event) {
    return submit(event.getBytes(UTF_8), INVOCATION);
  }

  JsonNode submit(byte[] event, String invocation) {
    var sqs = new SubmitSqs(chain.pipeline(), new EventReturn(retries, chain.clock()));
    return ask(
        new SubmitFunction(
            chain.pipeline(),
            submitRoutes(),
            sqs,
            HTTP,
            DOOR,
            TestingSubmission.timeLeft(chain.clock())),
        event,
        invocation);
  }

  JsonNode callback(JsonNode event) {
    var callback = TestingCallback.of(chain.queue(), chain.providers(), chain.clock());
    return ask(new CallbackFunction(callback, HTTP), event.toString());
  }

  JsonNode settle(JsonNode event) {
    var settlement =
        TestingSettlement.of(chain.store(), chain.providers(), chain.queue(), chain.clock());
    return ask(new SettleFunction(settlement, DOOR), event.toString());
  }

  JsonNode sweep(JsonNode event) {
    var sweep = TestingSweep.of(chain.store(), chain.queue(), chain.clock());
    return ask(
        new SweepFunction(sweep, deadLetters(new TestingDeadLetters()), DOOR), event.toString());
  }

  /** Has every failure told that its requester has not heard of, as settlement does. */
  void tellFailures(RecordingChannel bus) {
    var notification =
        RecordingChannel.notification(chain.store(), chain.clock(), bus, chain.tokens().channel());
    chain.tasks().stream()
        .filter(task -> task.state() instanceof Failed && !task.isPublished())
        .forEach(notification::publish);
  }

  DeadLetters deadLetters(DeadLetterQueues queues) {
    return new DeadLetters(queues, chain.surrenderPipeline(), new StepLog());
  }

  JsonNode query(JsonNode event) {
    var query = TestingQuery.of(chain.store(), chain.clock());
    return ask(
        new QueryFunction(
            query,
            TestingQuery.models(chain.providers()),
            TestingQuery.providers(chain.providers()),
            new Documents(),
            new ListHttp(query),
            new QuoteHttp(chain.quotes()),
            HTTP,
            longPoll(),
            new OpenAiQuery(
                TestingQuery.of(chain.store(), chain.clock()),
                TestingQuery.models(chain.providers()),
                images(),
                longPoll(),
                chain.clock()),
            new PageHttp(new PageFiles(new InboxAddress()), () -> true, query),
            chain.clock()),
        event.toString());
  }

  JsonNode control(JsonNode event) {
    return control(event, TestingLetters.none());
  }

  /** With the dead letters of the settle queue. */
  JsonNode control(JsonNode event, SettleDeadLetters letters) {
    return control(event, letters, new TestingImageStore());
  }

  /** With a bucket. */
  JsonNode control(JsonNode event, ImageStore images) {
    return control(event, TestingLetters.none(), images);
  }

  private JsonNode control(JsonNode event, SettleDeadLetters letters, ImageStore images) {
    var control =
        TestingControl.of(chain.store(), chain.providers(), chain.queue(), letters, chain.clock());
    return ask(
        new ControlFunction(
            new ControlHttp(
                control.cancel(),
                control.resolution(),
                control.recheck(),
                TestingControl.deletion(chain.store(), chain.queue(), images, chain.clock()),
                ImageBucket.UNKNOWN),
            new CanaryHttp(control.canary()),
            new ReplayHttp(control.replay(), ImageBucket.UNKNOWN),
            HTTP),
        event.toString());
  }

  private static JsonNode ask(RequestStreamHandler function, String event) {
    return ask(function, event.getBytes(UTF_8), INVOCATION);
  }

  private static JsonNode ask(RequestStreamHandler function, byte[] event, String invocation) {
    var output = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event), output, context(invocation));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (RuntimeException failed) {
      LOG.error("Lambda logs what a function throws", failed); // so the scan of the log reads it
      throw failed;
    }
    var answer = output.toString(UTF_8);
    assertThat(answer).as("callers can set no variable of ours").doesNotContain("DARKROOM_");
    return Events.tree(answer);
  }
}
