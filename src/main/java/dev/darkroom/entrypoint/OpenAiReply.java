package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.base.TextCut;
import dev.darkroom.openai.OpenAiErrorAnswer;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the errors of OpenAI's routes in the shape of OpenAI's, and says which of them its clients
 * may retry by themselves.
 */
final class OpenAiReply {
  /** Read by OpenAI's clients before they retry (openai-node and openai-python, read 2026-11). */
  static final String SHOULD_RETRY = "x-should-retry";

  /** OpenAI's code (its guide to error codes, read 2026-11). */
  private static final String NO_SUCH_MODEL = "model_not_found";

  private static final int LONGEST_NAME = 100;

  static final String IDEMPOTENCY_KEY = "idempotency-key";

  private static final Set<String> REFUSED_BY_PROVIDER =
      Set.of("content_refused", "invalid_request");
  private static final Set<String> THROTTLED = Set.of("rate_limited", "quota_exhausted");

  private static final String NOBODY_KNOWS =
      "Something of ours failed, and it is not known whether an image was ordered: sending the"
          + " request again may pay for a second one. Give each request an Idempotency-Key; then it"
          + " can be sent again, and is paid for once.";

  private OpenAiReply() {}

  /** The reply as the clients of this route read it. */
  static HttpReply shaped(HttpRequest request, HttpReply reply) {
    return request.isOpenAi()
        ? named(request, retryable(request, errorShaped(request, reply)))
        : reply;
  }

  private static HttpReply errorShaped(HttpRequest request, HttpReply reply) {
    if (!(reply.body() instanceof Problem problem)) {
      return reply;
    }
    var known =
        isAnotherOrder(request) && problem.code().equals("try_again")
            ? Problem.of(
                problem.status(), problem.code(), problem.title(), NOBODY_KNOWS, problem.errors())
            : problem;
    var shaped =
        new HttpReply(status(problem), reply.headers(), OpenAiErrorAnswer.of(withStatus(known)));
    return shaped.with("content-type", "application/json");
  }

  private static Problem withStatus(Problem problem) {
    return new Problem(
        problem.type(),
        problem.title(),
        status(problem),
        problem.detail(),
        problem.code(),
        problem.errors());
  }

  /** The status by which OpenAI's clients choose the class of their exception. */
  private static int status(Problem problem) {
    if (problem.code().equals("generation_deleted")) {
      return 410; // a 409 would be retried
    }
    if (problem.status() == 422 && REFUSED_BY_PROVIDER.contains(problem.code())) {
      return 400;
    }
    return problem.status() == 503 && THROTTLED.contains(problem.code()) ? 429 : problem.status();
  }

  /** Without a key a retry would be another request, and another bill. */
  private static HttpReply retryable(HttpRequest request, HttpReply reply) {
    int status = reply.status();
    boolean isRetriedByClients = status == 408 || status == 409 || status == 429 || status >= 500;
    return isAnotherOrder(request)
            && isRetriedByClients
            && !reply.headers().containsKey(SHOULD_RETRY)
        ? reply.with(SHOULD_RETRY, "false")
        : reply;
  }

  /** Whether sending it again would be another request. */
  private static boolean isAnotherOrder(HttpRequest request) {
    return request.method().equals("POST") && request.header(IDEMPOTENCY_KEY).isEmpty();
  }

  /** OpenAI's clients show the id beside each answer and in each exception (read 2026-11). */
  private static HttpReply named(HttpRequest request, HttpReply reply) {
    return request.id().map(id -> reply.with("x-request-id", id)).orElse(reply);
  }

  /** No provider that is on offers that model. */
  static HttpReply noSuchModel(String name) {
    var message =
        "No provider that is on offers %s. GET /openai/v1/models lists the models."
            .formatted(TextCut.marked(name, LONGEST_NAME));
    return HttpReply.json(
        404,
        OpenAiErrorAnswer.of(404, NO_SUCH_MODEL, message, Optional.of("model"), Optional.empty()));
  }

  /** An error about a generation that exists. No retry by the client changes it. */
  static HttpReply ofGeneration(int status, String code, String message, String id) {
    return HttpReply.json(
            status, OpenAiErrorAnswer.of(status, code, message, Optional.empty(), Optional.of(id)))
        .with(SHOULD_RETRY, "false");
  }
}
