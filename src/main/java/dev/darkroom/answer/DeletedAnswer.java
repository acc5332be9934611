package dev.darkroom.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.darkroom.task.Tombstone;
import java.time.Instant;
import java.util.List;

/** The problem of whoever asks for a deleted generation. */
public record DeletedAnswer(@JsonUnwrapped Problem problem, Instant deletedAt) {
  public static DeletedAnswer of(Tombstone tombstone) {
    return new DeletedAnswer(
        Problem.of(
            410,
            "generation_deleted",
            "The generation was deleted",
            "It was deleted at " + tombstone.deletedAt() + ". Nothing of it is left.",
            List.of()),
        tombstone.deletedAt());
  }
}
