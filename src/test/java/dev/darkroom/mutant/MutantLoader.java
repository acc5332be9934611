package dev.darkroom.mutant;

import java.io.IOException;
import java.util.Map;

/** Loads the project's classes and tests once more, with those of one mutant in their places. */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "dev.darkroom.";
  private final Map<String, byte[]> mutated;

  /**
   * A loader.
   *
   * @param mutated by name; empty: the classes are as they are
   */
  MutantLoader(Map<String, byte[]> mutated) {
    super(MutantLoader.class.getClassLoader());
    this.mutated = Map.copyOf(mutated);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      var known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      return name.startsWith(OURS) ? defined(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    var bytes = mutated.containsKey(name) ? mutated.get(name) : compiled(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] compiled(String name) throws ClassNotFoundException {
    try (var stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
