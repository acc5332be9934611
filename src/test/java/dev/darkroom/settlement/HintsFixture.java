package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.success;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.task.ProviderTaskRef;
import java.time.Instant;
import java.util.Optional;

/** One task whose callbacks name provider tasks. */
abstract class HintsFixture {
  static final ProviderTaskRef GENUINE = named("genuine");
  static final ProviderTaskRef FORGED = named("forged");
  final TaskWorld world = new TaskWorld();

  static CheckResult made(Instant createdAt, Optional<Instant> answeredAt) {
    return new Reported(
        ((Reported) success(1)).report(), Optional.of(createdAt), Optional.empty(), answeredAt);
  }
}
