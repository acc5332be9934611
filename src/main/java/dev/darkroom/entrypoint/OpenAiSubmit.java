package dev.darkroom.entrypoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.WaitTime.Reading;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.StrictJson;
import dev.darkroom.openai.ImagesRequest;
import dev.darkroom.openai.ResponseFormat;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.query.LongPoll;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.SubmissionResult.Transient;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code POST /openai/v1/images/generations}: submits the event that means the same. */
@ApplicationScoped
class OpenAiSubmit {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Which try of its client a request is, from 0 (openai-node and openai-python, 2026-11). */
  private static final String RETRY_COUNT = "x-stainless-retry-count";

  /** Gateways join headers of one name by commas. */
  private static final Pattern FIRST_TRY = Pattern.compile(" *0+ *(?:, *0+ *)*+");

  private static final Problem KEY_REQUIRED =
      Problem.of(
          409,
          "idempotency_key_required",
          "An Idempotency-Key is required",
          "The client repeats a request that has no Idempotency-Key, and whose first try may have"
              + " been paid for: nothing was spent on this one. Give each request a key of its own"
              + " (Node.js: { headers: { \"Idempotency-Key\": key } } as second argument; Python:"
              + " extra_headers={\"Idempotency-Key\": key}), or turn retries off (maxRetries: 0,"
              + " max_retries=0).",
          List.of());

  private final SubmitPipeline pipeline;
  private final LongPoll longPoll;
  private final OpenAiImages images;
  private final Clock clock;

  OpenAiSubmit(SubmitPipeline pipeline, LongPoll longPoll, OpenAiImages images, Clock clock) {
    this.pipeline = pipeline;
    this.longPoll = longPoll;
    this.images = images;
    this.clock = clock;
  }

  /**
   * Answers a request for images.
   *
   * @param invocation the time that it has
   */
  HttpReply generate(HttpRequest request, Found found, Duration invocation) {
    return JsonType.refusal(request, "the request")
        .orElseGet(() -> read(request, line(request, found, invocation)));
  }

  /** The caller, who waits from now on. */
  Line line(HttpRequest request, Found found, Duration invocation) {
    return new Line(request, found, clock.instant().plus(invocation));
  }

  /**
   * A caller who waits.
   *
   * @param invocationEnd when Lambda ends the invocation
   */
  record Line(HttpRequest request, Found found, Instant invocationEnd) {
    String base() {
      return request.visible(found.base());
    }
  }

  private HttpReply read(HttpRequest request, Line line) {
    var raw = event(request, request.body());
    if (request.body().length <= Event.MAX_BYTES) {
      var document = StrictJson.read(request.body());
      if (document.faults().isEmpty() && document.tree() instanceof ObjectNode body) {
        return submit(body, line);
      }
    }
    return rejected(pipeline.submit(raw)); // it says what is wrong
  }

  /** A body that intake rejects. */
  private static HttpReply rejected(SubmissionResult result) {
    return switch (result) {
      case Rejected(var rejection) -> HttpReply.problem(Problem.of(rejection));
      case Started _, Repeated _, NotAccepted _, Transient _ ->
          throw new IllegalStateException("intake has taken what is no JSON object");
    };
  }

  private HttpReply submit(ObjectNode body, Line line) {
    return submit(body, line, wait -> submit(ImagesRequest.of(body), line, wait));
  }

  /** Goes on with a body that is no client's repetition of what may have been paid for. */
  HttpReply submit(ObjectNode body, Line line, Function<WaitTime, HttpReply> next) {
    if (isRetryWithoutKey(line.request(), body)) {
      return HttpReply.problem(KEY_REQUIRED).with(OpenAiReply.SHOULD_RETRY, "false");
    }
    return switch (WaitTime.of(line.request())) {
      case Reading.Wrong(var fault) -> HttpReply.invalid(fault);
      case Reading.Wanted(var wait) -> next.apply(wait.orLongest());
    };
  }

  /** A count that cannot be read is taken for a retry: its first try may have been paid for. */
  private static boolean isRetryWithoutKey(HttpRequest request, ObjectNode body) {
    return request.header(RETRY_COUNT).filter(FIRST_TRY.asMatchPredicate().negate()).isPresent()
        && request.header(OpenAiReply.IDEMPOTENCY_KEY).isEmpty()
        && !body.hasNonNull("id");
  }

  /** Submits the event of a request, and waits for its images. */
  HttpReply submit(ImagesRequest images, Line line, WaitTime wait) {
    return submit(images, line, wait, () -> {});
  }

  /**
   * Submits the event of a request, and waits for its images.
   *
   * @param pictures stores those that the event refers to, once it is valid
   */
  HttpReply submit(ImagesRequest images, Line line, WaitTime wait, Runnable pictures) {
    var event = event(line.request(), bytes(images.event()));
    var end = wait.end(clock.instant(), line.invocationEnd());
    var result =
        images.faults().isEmpty()
            ? pipeline.submit(event, pictures)
            : pipeline.reject(event, images.faults());
    return switch (result) {
      case Started(var task) -> wait.in(answer(task, images.format(), end, line.base()));
      case Repeated(var task) ->
          wait.in(answer(task, images.format(), end, line.base()))
              .with("idempotency-replayed", "true");
      case NotAccepted(_, var failure) -> HttpReply.problem(Problem.notAccepted(failure));
      case Transient(_, var failure, var retryAfter) -> HttpReply.notNow(failure, retryAfter);
      case Rejected(var rejection) -> HttpReply.problem(Problem.of(asWritten(rejection, images)));
    };
  }

  private HttpReply answer(Task task, ResponseFormat format, Instant end, String base) {
    return images.of(longPoll.untilOver(task, end).orElse(task), format, base);
  }

  /** The rejection with the names of the fields that the client wrote. */
  private static Rejection asWritten(Rejection rejection, ImagesRequest images) {
    var faults = images.asWritten(rejection.faults());
    return switch (rejection.code()) {
      case INVALID_REQUEST -> Rejection.invalid(faults);
      case NOT_HONOURABLE -> Rejection.unroutable(faults, rejection.isAdaptable());
      case TOO_EXPENSIVE -> Rejection.tooExpensive(faults);
      case PRICE_UNKNOWN -> Rejection.priceUnknown(faults);
      case EVENT_TOO_LARGE, IDEMPOTENCY_MISMATCH, TOO_MANY_WAITING, GENERATION_DELETED -> rejection;
    };
  }

  private static Event event(HttpRequest request, byte[] body) {
    return new Event(body, request.header(OpenAiReply.IDEMPOTENCY_KEY), Optional.empty())
        .tracedBy(request.header("traceparent"))
        .from("http");
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException ourMistake) {
      throw new IllegalStateException("an event is not writable as JSON", ourMistake);
    }
  }
}
