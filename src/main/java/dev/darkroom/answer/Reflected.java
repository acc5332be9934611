package dev.darkroom.answer;

import dev.darkroom.task.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson looks into: a native image must keep the accessors of these. */
@RegisterForReflection(
    targets = {
      SubmitAnswer.class,
      SubmitAnswer.AdjustmentAnswer.class,
      SubmitAnswer.CostAnswer.class,
      SubmitAnswer.AmountAnswer.class,
      GenerationAnswer.class,
      GenerationAnswer.ImageAnswer.class,
      GenerationAnswer.MissingAnswer.class,
      GenerationAnswer.ErrorAnswer.class,
      GenerationAnswer.TimelineAnswer.class,
      Problem.class,
      RefusalAnswer.class,
      RefusalAnswer.RefusalError.class,
      Refusal.Fault.class
    })
final class Reflected {
  private Reflected() {}
}
