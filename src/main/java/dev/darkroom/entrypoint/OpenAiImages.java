package dev.darkroom.entrypoint;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.openai.ImagesAnswer;
import dev.darkroom.openai.ResponseFormat;
import dev.darkroom.query.InlineImages;
import dev.darkroom.query.InlineImages.Result.Absent;
import dev.darkroom.query.InlineImages.Result.Read;
import dev.darkroom.query.InlineImages.Result.TooLarge;
import dev.darkroom.query.Query;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Answers what became of a generation, as OpenAI's clients read it. */
@ApplicationScoped
class OpenAiImages {
  private static final String PATH = "/openai/v1/images/generations/";

  private static final String TOO_LARGE =
      "response_format: the images are made and kept, and too large for an answer, of which AWS"
          + " Lambda takes "
          + InlineImages.MAX_BYTES
          + " bytes of images at most. GET this generation with response_format=url, and ask for"
          + " \"url\" from now on.";
  private static final String GONE =
      "The images were made, and one of them is not in the bucket any more, or may not be read:"
          + " it has expired there, or was deleted. GET this generation with response_format=url for"
          + " the links of the others.";
  private static final String UNREAD =
      "The images are made and kept, and could not be read now. GET this generation again in a"
          + " moment.";
  private static final Logger LOG = Logger.getLogger(OpenAiImages.class);

  private final Query query;
  private final InlineImages inline;
  private final Clock clock;

  OpenAiImages(Query query, InlineImages inline, Clock clock) {
    this.query = query;
    this.inline = inline;
    this.clock = clock;
  }

  /** The images, an error, or that it is not over. */
  HttpReply of(Task task, ResponseFormat format, String base) {
    var reply =
        switch (task.state()) {
          case Delivered _ -> delivered(query.answer(task), format);
          case Failed(var failure, var finality, _) ->
              failed(query.answer(task), failure, finality.isOpen());
          case Claimed _, Submitted _, ResultKnown _, InDoubt _ ->
              HttpReply.json(202, ImagesAnswer.linked(query.answer(task)));
        };
    return NextLook.in(reply.with("location", base + path(task, format)), task, clock.instant());
  }

  private HttpReply delivered(GenerationAnswer generation, ResponseFormat format) {
    return switch (format) {
      case URL -> HttpReply.json(200, ImagesAnswer.linked(generation));
      case BASE64 -> inline(generation);
    };
  }

  /** An answer that cannot have the images in it. They are kept, and nothing is lost. */
  private HttpReply inline(GenerationAnswer generation) {
    var id = generation.submit().id();
    try {
      return switch (inline.read(generation)) {
        case Read(var images) -> HttpReply.json(200, ImagesAnswer.inline(generation, images));
        case TooLarge _ -> OpenAiReply.ofGeneration(400, "images_too_large", TOO_LARGE, id);
        case Absent _ -> OpenAiReply.ofGeneration(410, "images_gone", GONE, id);
      };
    } catch (RuntimeException unread) {
      LOG.errorf(unread, "images of %s were not read: %s", id, unread.getClass().getName());
      return OpenAiReply.ofGeneration(503, "try_again", UNREAD, id);
    }
  }

  private static String path(Task task, ResponseFormat format) {
    return PATH
        + task.id()
        + (format == ResponseFormat.URL ? "" : "?" + ResponseFormat.FIELD + "=" + format.text());
  }

  private static HttpReply failed(
      GenerationAnswer generation, Failure failure, boolean mayStillCome) {
    var message =
        failure.message()
            + (mayStillCome && failure.code() != ErrorCode.CANCELLED
                ? " (Images may still come: GET this generation again later.)"
                : "");
    return OpenAiReply.ofGeneration(
        status(failure.code()), failure.code().text(), message, generation.submit().id());
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case CONTENT_REFUSED, INVALID_REQUEST -> 400;
      case CANCELLED -> 410;
      case RATE_LIMITED,
          QUOTA_EXHAUSTED,
          KEY_REJECTED,
          PROVIDER_UNAVAILABLE,
          NOT_TAKEN,
          GENERATION_FAILED,
          RESULT_EXPIRED,
          RESULT_REJECTED,
          RESULT_UNAVAILABLE,
          SUBMISSION_IN_DOUBT,
          DEADLINE_PASSED ->
          502;
    };
  }
}
