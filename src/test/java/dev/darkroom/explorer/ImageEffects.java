package dev.darkroom.explorer;

import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.explorer.World.Theirs;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.Tombstone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What becomes of a result's images: links that live or are dead, and a bucket. */
record ImageEffects(Interner values, Scenario scenario) {
  /** In the place of an object that was emptied. */
  static final String EMPTY = "";

  private static final String HOST = "https://pictures.example/";

  /** What the link of an image answers. */
  private enum Fate {
    STORED,
    PENDING,
    LOST
  }

  /** The images of a provider's task. */
  static List<RemoteImage> remote(ProviderTaskRef ref, int images) {
    return IntStream.range(0, images)
        .mapToObj(index -> new RemoteImage(index, HOST + ref.id() + "/" + index))
        .toList();
  }

  /** The hash of the bytes of an image of that task. */
  static String sha256(ProviderTaskRef ref, int index) {
    return "%064x".formatted(ref.id().hashCode() * 31L + index);
  }

  private static String name(ProviderTaskRef ref, int index) {
    return ref.id() + "/" + index;
  }

  /** Whether every image of that task is lost. */
  boolean areAllLost(World world, ProviderTaskRef ref) {
    return IntStream.range(0, scenario.images()).allMatch(index -> isLost(world, ref, index));
  }

  static boolean isLost(World world, ProviderTaskRef ref, int index) {
    return world.get(Part.LOST).contains(name(ref, index));
  }

  List<Way> deliver(World world, Task task, List<RemoteImage> images) {
    var usual = new TreeMap<Integer, Fate>();
    images.forEach(image -> usual.put(image.index(), usual(world, image)));
    var ways = new ArrayList<Way>();
    var stored = way(world, task, images, usual);
    ways.add(Way.well("images " + usual.values(), stored.world(), stored.reply().value()));
    if (usual.containsValue(Fate.STORED)) {
      ways.add(Way.failure("images stored, answer lost", stored.world()));
      var none = new TreeMap<>(usual);
      none.replaceAll((_, fate) -> fate == Fate.STORED ? Fate.PENDING : fate);
      ways.add(way(world, task, images, none));
    }
    ways.add(Way.failure("bucket down", world));
    if (scenario.has(Feature.OWN_FATES)) {
      usual.forEach(
          (index, fate) -> {
            if (fate == Fate.STORED) {
              ways.add(way(world, task, images, with(usual, index, Fate.LOST)));
              if (images.size() > 1) {
                ways.add(way(world, task, images, with(usual, index, Fate.PENDING)));
              }
            }
          });
    }
    return ways;
  }

  /** Objects under the usual keys of a task's images. */
  List<Way> look(World world, Task task, List<Integer> indexes) {
    var found =
        indexes.stream()
            .filter(index -> isImage(world.get(Part.OBJECTS).get(usualKey(task, index))))
            .map(index -> stored(index, usualKey(task, index), world.get(Part.OBJECTS)))
            .toList();
    return Way.read("look: " + found.size(), world, found);
  }

  /** Deletes objects: all of them, none, or the first ones. */
  List<Way> delete(World world, List<String> keys) {
    var ways = new ArrayList<>(Way.write("delete objects", world, without(world, keys), "deleted"));
    if (keys.size() > 1) {
      ways.add(Way.failure("delete objects: one", without(world, keys.subList(0, 1))));
    }
    return ways;
  }

  private World without(World world, List<String> keys) {
    var objects = new TreeMap<>(world.get(Part.OBJECTS));
    boolean isAny = objects.keySet().removeAll(keys);
    var after = world.with(Part.OBJECTS, values.of(Map.copyOf(objects)));
    return isAny ? after.with(Part.DELETING, values.of(true)) : after;
  }

  /** Empties what is under the usual keys of a deleted claim. */
  List<Way> empty(World world, Tombstone deleted) {
    var folder = "/" + deleted.claimMark() + "/";
    var late =
        world.get(Part.OBJECTS).entrySet().stream()
            .filter(one -> one.getKey().contains(folder) && !isUnguessable(one.getKey()))
            .filter(one -> !one.getValue().equals(EMPTY))
            .map(Map.Entry::getKey)
            .toList();
    return late.isEmpty()
        ? Way.read("empty: none", world, 0)
        : Way.write("empty: " + late.size(), world, emptied(world, late), late.size());
  }

  List<Way> empty(World world, List<StoredImage> late) {
    var keys = late.stream().map(StoredImage::key).toList();
    return Way.write("empty these", world, emptied(world, keys), "emptied");
  }

  private World emptied(World world, List<String> keys) {
    var objects = new TreeMap<>(world.get(Part.OBJECTS));
    keys.forEach(key -> objects.put(key, EMPTY));
    return world.with(Part.OBJECTS, values.of(Map.copyOf(objects)));
  }

  /** Whether the key has a part of the image's hash. */
  static boolean isUnguessable(String key) {
    return key.substring(key.lastIndexOf('/') + 1).contains("-");
  }

  private static Map<Integer, Fate> with(Map<Integer, Fate> usual, int index, Fate fate) {
    var next = new TreeMap<>(usual);
    next.put(index, fate);
    return next;
  }

  private Fate usual(World world, RemoteImage image) {
    var theirs = theirs(world, image);
    if (isLost(world, theirs.ref(), image.index())) {
      return Fate.LOST;
    }
    boolean isDead = !world.now().isBefore(theirs.at().plus(scenario.links()));
    return isDead ? Fate.PENDING : Fate.STORED; // a link that is dead answers 404
  }

  private static Theirs theirs(World world, RemoteImage image) {
    var id = image.link().substring(HOST.length()).split("/", -1)[0];
    return world.get(Part.THEIRS).stream()
        .filter(one -> one.ref().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** As the real delivery: what the record knows already is not looked at again. */
  private Way way(World world, Task task, List<RemoteImage> images, Map<Integer, Fate> fates) {
    var stored = new ArrayList<StoredImage>();
    var pending = new ArrayList<PendingImage>();
    var missing = new ArrayList<MissingImage>();
    var objects = new TreeMap<>(world.get(Part.OBJECTS));
    var lost = new HashSet<>(world.get(Part.LOST));
    for (var image : images) {
      int index = image.index();
      var ref = theirs(world, image).ref();
      var before = known(task, index);
      if (before.isPresent()) {
        stored.add(before.get());
      } else if (isMissing(task, index)) {
        missing.add(new MissingImage(index, ErrorCode.RESULT_REJECTED, "not a picture"));
      } else {
        switch (fates.getOrDefault(index, Fate.PENDING)) {
          case STORED ->
              put(objects, task, ref, index)
                  .ifPresentOrElse(stored::add, () -> pending.add(deleted(index)));
          case PENDING ->
              pending.add(new PendingImage(index, ErrorCode.RESULT_EXPIRED, "it answered 404"));
          case LOST -> {
            lost.add(name(ref, index));
            missing.add(new MissingImage(index, ErrorCode.RESULT_REJECTED, "not a picture"));
          }
        }
      }
    }
    var after =
        world
            .with(Part.OBJECTS, values.of(Map.copyOf(objects)))
            .with(Part.LOST, values.of(Set.copyOf(lost)));
    return Way.fault(
        "images " + fates.values(), after, new DeliveryResult(stored, pending, missing));
  }

  private static Optional<StoredImage> known(Task task, int index) {
    return task.progress().stored().stream().filter(one -> one.index() == index).findFirst();
  }

  private static boolean isMissing(Task task, int index) {
    return task.progress().missing().stream().anyMatch(one -> one.index() == index);
  }

  private static PendingImage deleted(int index) {
    return new PendingImage(index, ErrorCode.RESULT_UNAVAILABLE, "its generation was deleted");
  }

  private static boolean isImage(@Nullable String sha256) {
    return sha256 != null && !sha256.equals(EMPTY);
  }

  /** Other bytes under the usual key: another one, as the real writer does. Empty: emptied. */
  private static Optional<StoredImage> put(
      Map<String, String> objects, Task task, ProviderTaskRef ref, int index) {
    var sha256 = sha256(ref, index);
    var usual = usualKey(task, index);
    var there = objects.putIfAbsent(usual, sha256);
    if (EMPTY.equals(there)) {
      return Optional.empty();
    }
    boolean isTaken = there != null && !there.equals(sha256);
    var key = isTaken ? key(task, index + "-" + sha256.substring(56)) : usual;
    objects.putIfAbsent(key, sha256);
    return Optional.of(stored(index, key, objects));
  }

  private static StoredImage stored(int index, String key, Map<String, String> objects) {
    return new StoredImage(
        index, key, "image/png", 2048, 2048, 1000 + index, objects.getOrDefault(key, ""));
  }

  private static String usualKey(Task task, int index) {
    return key(task, Integer.toString(index));
  }

  private static String key(Task task, String name) {
    return "generations/%s/%s/%s.png".formatted(task.id(), task.claimMark(), name);
  }
}
