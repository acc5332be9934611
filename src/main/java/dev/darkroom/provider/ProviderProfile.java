package dev.darkroom.provider;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.ProviderId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The offer of one provider and how its results are found, as data.
 *
 * @param since the day of the release that first has it: the older of two providers comes first
 *     where nothing else decides, so that a new one changes no route by its name
 * @param whyOff what an operator has to set so that the provider is on; empty: it is on
 * @param capabilities what each model can do here
 * @param notTaken which answers to the paid call prove that nothing was taken
 * @param recovery what it offers to learn, undo or settle a paid call
 * @param callsBack whether the provider calls back; if not, checks alone find the result
 * @param firstCheckAfter how long after a submit the first check is worth its price
 */
public record ProviderProfile(
    ProviderId id,
    LocalDate since,
    Optional<String> whyOff,
    List<Capability> capabilities,
    List<NotTakenRow> notTaken,
    Recovery recovery,
    boolean callsBack,
    Duration firstCheckAfter) {
  /** Delay of the first check where a provider calls back: only a safety net. */
  private static final Duration SAFETY_NET = Duration.ofSeconds(45);

  public ProviderProfile {
    capabilities = List.copyOf(capabilities);
    notTaken = List.copyOf(notTaken);
  }

  /** The profile of a provider that calls back. */
  public static ProviderProfile callingBack(
      ProviderId id,
      LocalDate since,
      Optional<String> whyOff,
      List<Capability> capabilities,
      List<NotTakenRow> notTaken,
      Recovery recovery) {
    return new ProviderProfile(
        id, since, whyOff, capabilities, notTaken, recovery, true, SAFETY_NET);
  }

  /** The profile of a provider that never calls back. */
  public static ProviderProfile polled(
      ProviderId id,
      LocalDate since,
      Optional<String> whyOff,
      List<Capability> capabilities,
      List<NotTakenRow> notTaken,
      Recovery recovery,
      Duration firstCheckAfter) {
    return new ProviderProfile(
        id, since, whyOff, capabilities, notTaken, recovery, false, firstCheckAfter);
  }
}
