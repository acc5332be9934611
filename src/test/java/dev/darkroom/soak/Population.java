package dev.darkroom.soak;

import dev.darkroom.simulator.Simulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tasks of a run, all of them from its seed. */
final class Population {
  private static final Map<String, List<String>> MODELS =
      Map.of(
          "evolink",
          List.of("z-image", "z-image", "gemini-2.5-flash-image", "seedream-5.0-lite"),
          "liangxin",
          List.of("z-image", "z-image", "flux-2-pro", "imagen4-fast", "seedream-4.5"),
          "modellix",
          List.of("seedream-5.0-lite", "seedream-4.5"),
          "fal",
          List.of("seedream-5.0-lite", "seedream-4.5"));

  private static final List<String> PROVIDERS = Simulator.providers();

  /** Refusals of the first provider, after which the next one is asked. */
  private static final List<String> NOT_TAKEN = List.of("quota", "key-rejected", "error-in-200");

  private Population() {}

  static List<SoakTask> of(long seed, int count) {
    var random = new Random(seed);
    return IntStream.range(0, count).mapToObj(number -> task(number, random)).toList();
  }

  private static SoakTask task(int number, Random random) {
    var faults = SoakFault.some(random);
    var event = new HashMap<String, Object>();
    var provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
    var tags = tags(faults);
    boolean mayFallBack = faults.stream().noneMatch(SoakFault::isTakenAllTheSame);
    if (random.nextInt(12) == 0 && mayFallBack) { // the model that two of them have
      event.put("model", "z-image");
      event.put("provider", "evolink");
      event.put("fallback", List.of("liangxin"));
      tags += " @fault:" + NOT_TAKEN.get(random.nextInt(NOT_TAKEN.size())) + "/evolink";
    } else {
      var models = MODELS.getOrDefault(provider, List.of());
      event.put("model", models.get(random.nextInt(models.size())));
      event.put("provider", provider);
    }
    if (random.nextInt(12) == 0) {
      event.put("count", 2 + random.nextInt(3));
      event.put("onLoss", "adapt");
    }
    if (random.nextInt(20) == 0) {
      event.put("taskToken", "token-of-" + SoakTask.id(number));
    }
    event.put("deadlineSeconds", 60 + random.nextInt(30) * 60);
    event.put("metadata", Map.of("soak", SoakTask.id(number)));
    event.put("prompt", SoakTask.tag(number) + " a fox @fault:stamped" + tags);
    return new SoakTask(number, event, faults);
  }

  private static String tags(List<SoakFault> faults) {
    return faults.stream()
        .flatMap(fault -> Stream.of(fault.tags().split(" ")))
        .map(tag -> " @fault:" + tag)
        .collect(Collectors.joining());
  }
}
