package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.entrypoint.SubmitFunction.RetryLater;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import java.util.Optional;
import java.util.function.Supplier;

/** The four doors of an event, and what comes of it behind each, in a few words. */
enum Carrier {
  HTTP {
    @Override
    String take(Doors doors, String event) {
      var answer = doors.submit(Events.submit(event));
      return said(answer.path("statusCode").asInt(), Events.tree(answer.path("body").asText()));
    }
  },
  SQS {
    @Override
    String take(Doors doors, String event) {
      var isDone = doors.submit(Events.sqs(event)).path("batchItemFailures").isEmpty();
      return isDone ? kept(doors.chain(), "message-0") : "comes again";
    }
  },
  EVENTBRIDGE {
    @Override
    String take(Doors doors, String event) {
      return orAgain(
          () -> {
            doors.submit(envelope(event).getBytes(UTF_8), Doors.INVOCATION);
            return kept(doors.chain(), "event-1");
          });
    }
  },
  DIRECT {
    @Override
    String take(Doors doors, String event) {
      return orAgain(
          () -> {
            var answer = doors.submit(event.getBytes(UTF_8), Doors.INVOCATION);
            return said(answer.path("status").asInt(202), answer);
          });
    }
  };

  /** Hands the event in, as this door's carrier would. */
  abstract String take(Doors doors, String event);

  String title() {
    return switch (this) {
      case HTTP -> "HTTP";
      case SQS -> "SQS";
      case EVENTBRIDGE -> "EventBridge";
      case DIRECT -> "direct";
    };
  }

  /** The very bytes: a tree would round numbers. */
  private static String envelope(String detail) {
    return """
        {"version":"0","id":"event-1","detail-type":"Generation Requested","source":"my.shop",\
        "account":"123456789012","time":"2026-11-20T12:00:00Z","region":"eu-central-1",\
        "resources":[],"detail":%s}"""
        .formatted(detail);
  }

  private static String said(int status, JsonNode answer) {
    var faults = answer.path("errors");
    var text = new StringBuilder().append(status);
    if (answer.has("code")) {
      text.append(' ').append(answer.path("code").asText());
    }
    if (!faults.isEmpty()) {
      text.append(fault(faults.size(), faults.path(0).path("path").asText()));
    }
    return text.toString();
  }

  private static String fault(int count, String path) {
    return count > 1 ? ", " + count + " faults" : path.isEmpty() ? "" : " `" + cut(path) + "`";
  }

  private static String cut(String path) {
    return path.length() > 24 ? path.substring(0, 24) + "…" : path;
  }

  /** What its sender finds who hears no answer. */
  private static String kept(Chain chain, String carrierId) {
    return task(chain, carrierId)
        .or(() -> task(chain, "order-1"))
        .map(task -> "taken: " + task.state().status())
        .or(
            () ->
                chain
                    .store()
                    .findRefusal(TaskId.of(new RequestId(carrierId)))
                    .or(() -> chain.store().findRefusal(TaskId.of(new RequestId("order-1"))))
                    .map(
                        refusal ->
                            "kept: "
                                + refusal.code()
                                + fault(
                                    refusal.faults().size(),
                                    refusal.faults().isEmpty()
                                        ? ""
                                        : refusal.faults().getFirst().path())))
        .orElse("nothing");
  }

  private static Optional<Task> task(Chain chain, String id) {
    return chain.store().find(TaskId.of(new RequestId(id)));
  }

  private static String orAgain(Supplier<String> work) {
    try {
      return work.get();
    } catch (RetryLater again) {
      return "comes again";
    }
  }
}
