package dev.darkroom.routing;

import dev.darkroom.base.KnownNames;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;

/** Finds unknown models and providers in a request: a typo must not cost money. */
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
    return List.copyOf(unknown.faults);
  }

  private void checkModel(ModelName model) {
    var known =
        providers.all().stream()
            .map(ImageProvider::capabilities)
            .flatMap(List::stream)
            .map(capability -> capability.model().value())
            .toList();
    check("model", model.value(), KnownNames.of(known));
  }

  private void checkProvider(String path, ProviderId name) {
    var known = providers.all().stream().map(one -> one.id().value()).toList();
    check(path, name.value(), KnownNames.of(known));
  }

  private void check(String path, String name, KnownNames known) {
    if (!known.all().contains(name)) {
      faults.add(new Fault(path, "is not known: " + name + known.hint(name)));
    }
  }
}
