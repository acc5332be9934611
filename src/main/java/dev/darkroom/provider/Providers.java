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
  private final List<ImageProvider> providers;

  Providers(@All List<ImageProvider> providers) {
    this.providers =
        providers.stream().sorted(Comparator.comparing(one -> one.id().value())).toList();
  }

  /** Every provider, on or off, by name. */
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
