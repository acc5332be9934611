package dev.darkroom.answer;

import dev.darkroom.task.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Types that Jackson writes: a native image must keep their accessors. */
@RegisterForReflection(
    targets = {
      SubmitAnswer.class,
      SubmitAnswer.AdjustmentAnswer.class,
      SubmitAnswer.CostAnswer.class,
      SubmitAnswer.AmountAnswer.class,
      GenerationAnswer.class,
      GenerationAnswer.ImageAnswer.class,
      GenerationAnswer.PlaceAnswer.class,
      GenerationAnswer.MissingAnswer.class,
      GenerationAnswer.ErrorAnswer.class,
      GenerationAnswer.TimelineAnswer.class,
      DeliveriesAnswer.class,
      DeliveriesAnswer.DeliveryAnswer.class,
      DeliveriesAnswer.AttemptAnswer.class,
      RecheckAnswer.class,
      RecheckAnswer.LettersAnswer.class,
      CanaryAnswer.class,
      QuoteAnswer.class,
      QuoteAnswer.ProviderQuoteAnswer.class,
      QuoteAnswer.PriceAnswer.class,
      Problem.class,
      DeletedAnswer.class,
      UploadAnswer.class,
      RefusalAnswer.class,
      RefusalAnswer.RefusalError.class,
      Refusal.Fault.class
    })
final class AnswerReflection {
  private AnswerReflection() {}
}
