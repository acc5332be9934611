package dev.darkroom.query;

import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.Recovery.Fact;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What each provider offers beside its models, for callers and operators. */
@ApplicationScoped
public class ProviderOffers {
  private final Providers providers;

  ProviderOffers(Providers providers) {
    this.providers = providers;
  }

  /** Each provider by its name. */
  public Map<String, ProviderOffer> all() {
    var offers = new LinkedHashMap<String, ProviderOffer>();
    providers.all().forEach(one -> offers.put(one.id().value(), ProviderOffer.of(one)));
    return offers;
  }

  /**
   * One provider.
   *
   * @param offReason why it is off; absent: it is on
   * @param recovery what it offers to learn, undo or settle a paid call, by the fact's name
   */
  @RegisterForReflection
  public record ProviderOffer(
      boolean on,
      Optional<String> offReason,
      boolean callsBack,
      Map<String, RecoveryFact> recovery) {
    static ProviderOffer of(ImageProvider provider) {
      var facts = new LinkedHashMap<String, RecoveryFact>();
      provider
          .profile()
          .recovery()
          .byName()
          .forEach((name, fact) -> facts.put(name, RecoveryFact.of(fact)));
      return new ProviderOffer(provider.isOn(), provider.offReason(), provider.callsBack(), facts);
    }
  }

  /**
   * One fact.
   *
   * @param evidence {@code stated}, {@code inferred} or {@code unknown}
   */
  @RegisterForReflection
  public record RecoveryFact(String says, String evidence, String source, LocalDate read) {
    static RecoveryFact of(Fact fact) {
      return new RecoveryFact(
          fact.says(), fact.evidence().name().toLowerCase(Locale.ROOT), fact.source(), fact.read());
    }
  }
}
