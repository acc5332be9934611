package dev.darkroom.pipeline;

import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.intake.RejectionHandler;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.Surrender;
import jakarta.enterprise.context.ApplicationScoped;

/** The steps of an event that its carrier has given up: read → surrender. No provider is asked. */
@ApplicationScoped
public class SurrenderPipeline {
  private final Surrender surrender;
  private final UnattendedEvents unattended;

  SurrenderPipeline(Intake intake, Surrender surrender, RejectionHandler rejections) {
    this.surrender = surrender;
    this.unattended = new UnattendedEvents(intake, rejections);
  }

  /**
   * Notifies whoever waits for the event that no provider took it.
   *
   * @return {@link SubmissionResult.Transient} if no provider took it: the same id can still be
   *     submitted
   * @throws RuntimeException if something of ours failed; a retry of the same event is safe
   */
  public SubmissionResult surrender(Event event) {
    return unattended.take(event, surrender::of);
  }
}
