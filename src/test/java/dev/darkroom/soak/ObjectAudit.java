package dev.darkroom.soak;

import dev.darkroom.soak.Flaw.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the bucket with the records: each object has one, and is what its record says. */
final class ObjectAudit {
  private static final int HEAD = 400;

  private final Path bucket;
  private final List<Flaw> flaws = new ArrayList<>();
  private final Set<String> recorded = new HashSet<>();
  private int objects;

  ObjectAudit(Path bucket) {
    this.bucket = bucket;
  }

  /** Looks at the objects that the record of a task names. */
  void look(Evidence seen) {
    for (var image : seen.objects()) {
      var key = image.path("key").asText();
      if (!recorded.add(key)) {
        flaws.add(new Flaw(Kind.WRONG_STATE, seen.task().id(), key + " is in two records"));
      }
      var file = bucket.resolve(key);
      if (!Files.exists(file)) {
        flaws.add(new Flaw(Kind.RECORD_WITHOUT_OBJECT, seen.task().id(), key));
        continue;
      }
      var bytes = bytes(file);
      if (!sha256(bytes).equals(image.path("sha256").asText())) {
        flaws.add(new Flaw(Kind.RECORD_WITHOUT_OBJECT, seen.task().id(), key + " has other bytes"));
      }
      if (!isOf(seen.task(), bytes)) {
        flaws.add(new Flaw(Kind.WRONG_STATE, seen.task().id(), key + " is another task's picture"));
      }
    }
  }

  /** Looks for objects that no record names; call it last. */
  List<Flaw> rest() {
    try (var files = Files.walk(bucket)) {
      var keys =
          files
              .filter(Files::isRegularFile)
              .map(file -> bucket.relativize(file).toString())
              .collect(Collectors.toCollection(ArrayList::new));
      objects = keys.size();
      keys.removeAll(recorded);
      keys.forEach(key -> flaws.add(unrecorded(key)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return List.copyOf(flaws);
  }

  int objects() {
    return objects;
  }

  private Flaw unrecorded(String key) {
    return new Flaw(Kind.OBJECT_WITHOUT_RECORD, key, owner(key));
  }

  private String owner(String key) {
    var head = head(bytes(bucket.resolve(key)));
    int start = head.indexOf("[soak-");
    return start < 0 ? "of nobody knows whom" : head.substring(start + 1, head.indexOf(']', start));
  }

  private static boolean isOf(SoakTask task, byte[] bytes) {
    return head(bytes).contains(SoakTask.tag(task.number()));
  }

  private static String head(byte[] bytes) {
    return new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}
