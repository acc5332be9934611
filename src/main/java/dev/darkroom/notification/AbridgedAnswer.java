package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.GenerationAnswer.ErrorAnswer;
import dev.darkroom.answer.GenerationAnswer.ImageAnswer;
import dev.darkroom.answer.GenerationAnswer.MissingAnswer;
import dev.darkroom.answer.SubmitAnswer.CostAnswer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main fields of a record that is too large for a channel. Adjustments, leftovers, timeline and
 * metadata are left out. It is marked as abridged; its link leads to the whole record.
 */
@RegisterForReflection // it is written as JSON
record AbridgedAnswer(
    boolean abridged,
    String id,
    String taskId,
    String status,
    Optional<String> provider,
    String model,
    CostAnswer cost,
    Map<String, String> links,
    List<ImageAnswer> images,
    List<MissingAnswer> missing,
    int requestedCount,
    Optional<ErrorAnswer> error,
    boolean late) {
  static AbridgedAnswer of(GenerationAnswer whole) {
    var submit = whole.submit();
    return new AbridgedAnswer(
        true,
        submit.id(),
        submit.taskId(),
        submit.status(),
        submit.provider(),
        submit.model(),
        submit.cost(),
        submit.links(),
        whole.images(),
        whole.missing(),
        whole.requestedCount(),
        whole.error(),
        whole.late());
  }
}
