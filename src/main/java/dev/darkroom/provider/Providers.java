package dev.darkroom.provider;

import dev.darkroom.task.ProviderId;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The registry: finds every provider, so that no class names one. */
@ApplicationScoped
public class Providers {
  private static final Comparator<ImageProvider> OLDEST_FIRST =
      Comparator.comparing((ImageProvider one) -> one.profile().since())
          .thenComparing(one -> one.id().value());

  private final List<ImageProvider> providers;

  Providers(@All List<ImageProvider> providers) {
    this.providers = providers.stream().sorted(OLDEST_FIRST).toList();
  }

  /** Every provider, on or off: the longest known first, those of one day by name. */
  public List<ImageProvider> all() {
    return providers;
  }

  public Optional<ImageProvider> find(ProviderId id) {
    return providers.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** A registry of exactly these, for use without a container. */
  public static Providers of(ImageProvider... some) {
    return new Providers(List.of(some));
  }
}
