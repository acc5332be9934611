package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.answer.UploadAnswer;
import dev.darkroom.intake.BodyResult.Invalid;
import dev.darkroom.intake.BodyResult.TooLarge;
import dev.darkroom.intake.BodyResult.Understood;
import dev.darkroom.intake.UploadReader;
import dev.darkroom.pipeline.UploadOffers;
import dev.darkroom.task.PictureUpload;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** {@code POST /v1/uploads}: a link by which a reference picture is put into the bucket. */
@ApplicationScoped
class UploadHttp {
  private final UploadOffers offers;

  UploadHttp(UploadOffers offers) {
    this.offers = offers;
  }

  HttpReply answer(HttpRequest request) {
    return JsonType.refusal(request, "the declaration of the picture, not the picture itself,")
        .orElseGet(() -> read(request));
  }

  private HttpReply read(HttpRequest request) {
    return switch (UploadReader.read(request.body())) {
      case Understood<PictureUpload>(var picture) -> offer(picture);
      case TooLarge<PictureUpload>(var limit) -> tooLarge(limit);
      case Invalid<PictureUpload>(var rejection) -> HttpReply.problem(Problem.of(rejection));
    };
  }

  private HttpReply offer(PictureUpload picture) {
    return offers
        .offer(picture)
        .map(
            offer ->
                HttpReply.json(
                    201,
                    UploadAnswer.of(
                        offer.url(), offer.headers(), offer.reference().uri(), offer.expiresAt())))
        .orElseGet(
            () ->
                HttpReply.invalid(
                    new Fault("", "pictures cannot be kept here: give links to them, in images")));
  }

  private static HttpReply tooLarge(int limit) {
    return HttpReply.problem(
        Problem.of(
            413,
            "declaration_too_large",
            "Declaration too large",
            "The declaration of a picture is at most %d bytes. The picture itself goes to the url of the answer."
                .formatted(limit),
            List.of()));
  }
}
