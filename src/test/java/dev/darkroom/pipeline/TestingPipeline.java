package dev.darkroom.pipeline;

import dev.darkroom.intake.TestingIntake;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.routing.ReferenceImages;
import dev.darkroom.routing.ReferenceStore;
import dev.darkroom.routing.Router;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.Surrender;
import dev.darkroom.task.TaskStore;
import java.time.Clock;

/**
 * The real pipelines without a container.
 *
 * @param webhooks whether webhooks can be signed
 */
public record TestingPipeline(
    TaskStore store, TestingTokens tokens, TestingNotify webhooks, Clock clock) {

  public SubmitPipeline submit(Router router, ReferenceImages references, Submission submission) {
    return new SubmitPipeline(
        TestingIntake.of(webhooks, clock),
        router,
        references,
        submission,
        TestingIntake.rejections(store, tokens, clock));
  }

  public static ReferenceUploads uploads(ReferenceStore store) {
    return new ReferenceUploads(store);
  }

  public static UploadOffers offers(ReferenceStore store, Clock clock) {
    return new UploadOffers(store, clock);
  }

  public QuotePipeline quotes(Router router, ReferenceImages references) {
    return new QuotePipeline(TestingIntake.of(webhooks, clock), router, references);
  }

  public SurrenderPipeline surrender(Surrender surrender) {
    return new SurrenderPipeline(
        TestingIntake.of(webhooks, clock),
        surrender,
        TestingIntake.rejections(store, tokens, clock));
  }
}
