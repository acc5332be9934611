package dev.darkroom.mutant;

/** What notices a mutant. */
sealed interface Killer {
  /**
   * The explorer: an invariant breaks.
   *
   * @param bound the name of one of its quick bounds
   */
  record Explorer(String bound) implements Killer {
    @Override
    public String toString() {
      return "the explorer, in *%s*".formatted(bound);
    }
  }

  /**
   * A test.
   *
   * @param className below {@code dev.darkroom}
   * @param method whatever its parameters
   */
  record NamedTest(String className, String method) implements Killer {
    /** The full name of the class. */
    String fullName() {
      return "dev.darkroom." + className;
    }

    @Override
    public String toString() {
      return "`%s#%s`".formatted(className.substring(className.lastIndexOf('.') + 1), method);
    }
  }

  static Killer explorer(String bound) {
    return new Explorer(bound);
  }

  /**
   * A test.
   *
   * @param name below {@code dev.darkroom}, such as {@code settlement.HintsTest#aSentence}
   */
  static Killer test(String name) {
    int end = name.indexOf('#');
    return new NamedTest(name.substring(0, end), name.substring(end + 1));
  }
}
