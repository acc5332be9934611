package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.Problem;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.OpenAiSubmit.Line;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.StrictJson;
import dev.darkroom.openai.FormReader;
import dev.darkroom.openai.ImageForm;
import dev.darkroom.openai.ImagesRequest;
import dev.darkroom.pipeline.ReferenceUploads;
import dev.darkroom.pipeline.ReferenceUploads.Plan;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code POST /openai/v1/images/edits}: stores the pictures of the form as references, and submits
 * the event that refers to them.
 */
@ApplicationScoped
class OpenAiEdit {
  /**
   * The largest form. Lambda hands over 6 MB at most, with the form in it as base 64 (Lambda
   * quotas, read 2026-11).
   */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(OpenAiEdit.class);
  private static final String TYPE = "multipart/form-data";

  private final OpenAiSubmit submit;
  private final ReferenceUploads uploads;

  OpenAiEdit(OpenAiSubmit submit, ReferenceUploads uploads) {
    this.submit = submit;
    this.uploads = uploads;
  }

  /**
   * Answers a request for edited images.
   *
   * @param invocation the time that it has
   */
  HttpReply edit(HttpRequest request, Found found, Duration invocation) {
    var type = request.header("content-type").orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
      return wrongType();
    }
    if (request.body().length > MAX_BYTES) {
      return tooLarge();
    }
    var form = FormReader.read(type, request.body(), new FormJson()::read);
    if (form.faults().stream().anyMatch(fault -> fault.path().isEmpty())) { // nothing is readable
      return HttpReply.invalid(form.faults());
    }
    var line = submit.line(request, found, invocation);
    return submit.submit(form.fields(), line, wait -> edit(form, line, wait));
  }

  private HttpReply edit(ImageForm form, Line line, WaitTime wait) {
    var request = ImagesRequest.of(form.fields()).faulty(faults(form));
    if (!request.faults().isEmpty() || form.pictures().isEmpty()) {
      return submit.submit(request, line, wait);
    }
    return switch (uploads.plan(form.pictures(), form::place)) {
      case Plan.Ready plan -> edit(request.editing(plan.links()), plan, line, wait);
      case Plan.Invalid(var faults) -> submit.submit(request.faulty(faults), line, wait);
    };
  }

  private HttpReply edit(ImagesRequest request, Plan.Ready plan, Line line, WaitTime wait) {
    try {
      return submit.submit(request, line, wait, () -> uploads.store(plan));
    } catch (ReferenceUploads.NotStored down) {
      LOG.errorf(down, "references were not stored: %s", down.getCause());
      return noBucket();
    }
  }

  private static List<Fault> faults(ImageForm form) {
    boolean isThere = !form.pictures().isEmpty() || !form.fields().path("images").isEmpty();
    return isThere || !form.faults().isEmpty()
        ? form.faults()
        : List.of(new Fault(ImageForm.IMAGE, "is missing: the picture to edit, as a file"));
  }

  private static HttpReply wrongType() {
    return HttpReply.problem(
            Problem.of(
                415,
                "unsupported_media_type",
                "Unsupported media type",
                "Send the request as multipart/form-data. Links to pictures may go to"
                    + " /openai/v1/images/generations as JSON, in images.",
                List.of()))
        .with("accept", TYPE);
  }

  private static HttpReply tooLarge() {
    return HttpReply.problem(
        Problem.of(
            413,
            "event_too_large",
            "Form too large",
            "A form is at most "
                + MAX_BYTES
                + " bytes with all its pictures: AWS Lambda takes no more. Send smaller pictures,"
                + " or links to them in images (https:// or s3://; POST /v1/uploads makes these).",
            List.of()));
  }

  private static HttpReply noBucket() {
    return HttpReply.problem(
        Problem.of(
            503,
            "bucket_unavailable",
            "The bucket did not answer",
            "The pictures could not be stored, so nothing was ordered or spent. Send the request"
                + " again in a moment.",
            List.of()));
  }

  /**
   * Reads the JSON in one form strictly, as intake reads an event: a number stays as it was
   * written. It reads no more of it than an event has bytes, for a value in memory is larger than
   * its text. What is left stays a text, and intake says that the event is too large.
   */
  private static final class FormJson {
    private int left = Event.MAX_BYTES;

    Optional<JsonNode> read(String text) {
      left -= text.length();
      if (left < 0) {
        return Optional.empty();
      }
      var document = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
      return document.faults().isEmpty() ? Optional.of(document.tree()) : Optional.empty();
    }
  }
}
