package dev.darkroom.routing;

import dev.darkroom.base.KnownNames;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Cost;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds unknown models, providers and units in a request: a typo must not cost money. */
final class UnknownNames {
  private final Providers providers;
  private final List<Fault> faults = new ArrayList<>();

  private UnknownNames(Providers providers) {
    this.providers = providers;
  }

  /** A fault for each unknown name, with the known names; empty: all are known. */
  static List<Fault> of(GenerationRequest request, Providers providers) {
    var unknown = new UnknownNames(providers);
    var preference = request.preference();
    unknown.checkModel(request.model());
    preference.provider().ifPresent(name -> unknown.checkProvider("provider", name));
    for (int index = 0; index < preference.fallback().size(); index++) {
      unknown.checkProvider("fallback[" + index + "]", preference.fallback().get(index));
    }
    preference
        .providerOptions()
        .keySet()
        .forEach(name -> unknown.checkProvider("providerOptions." + name, name));
    preference.maxCost().ifPresent(cap -> unknown.checkUnit(cap.most().unit()));
    return List.copyOf(unknown.faults);
  }

  private void checkModel(ModelName model) {
    var known = capabilities().map(capability -> capability.model().value()).toList();
    check("model", model.value(), KnownNames.of(known));
  }

  private void checkProvider(String path, ProviderId name) {
    var known = providers.all().stream().map(one -> one.id().value()).toList();
    check(path, name.value(), KnownNames.of(known));
  }

  /** One that is near no other may be that of a provider whose price no document states. */
  private void checkUnit(String unit) {
    var units =
        capabilities()
            .flatMap(capability -> capability.price().perImage().stream())
            .map(Cost::unit)
            .toList();
    if (!units.contains(unit) && KnownNames.of(units).nearest(unit).isPresent()) {
      check("maxCost.unit", unit, KnownNames.of(units));
    }
  }

  private Stream<Capability> capabilities() {
    return providers.all().stream().map(ImageProvider::capabilities).flatMap(List::stream);
  }

  private void check(String path, String name, KnownNames known) {
    if (!known.all().contains(name)) {
      faults.add(new Fault(path, "is not known: " + name + known.hint(name)));
    }
  }
}
