package dev.darkroom.mutant;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Loads the project's classes once more, with those of one mutant in their places. */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "dev.darkroom.";
  private final Map<String, byte[]> mutated;

  private MutantLoader(Map<String, byte[]> mutated) {
    super(MutantLoader.class.getClassLoader());
    this.mutated = Map.copyOf(mutated);
  }

  /** Compiles the mutant; it must be correct Java. */
  static MutantLoader of(Mutant mutant) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new DiagnosticCollector<JavaFileObject>();
    var standard = compiler.getStandardFileManager(messages, Locale.ROOT, null);
    var files = new Memory(standard);
    var options = List.of("-proc:none", "-parameters", "-cp", classPath());
    boolean isCorrect =
        compiler.getTask(null, files, messages, options, null, List.of(new Source(mutant))).call();
    if (!isCorrect) {
      throw new IllegalStateException(mutant + ": " + messages.getDiagnostics());
    }
    var classes = new HashMap<String, byte[]>();
    files.outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return new MutantLoader(classes);
  }

  /** Where this class and its libraries are from, whoever runs it. */
  private static String classPath() {
    var places = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    for (var at = MutantLoader.class.getClassLoader(); at != null; at = at.getParent()) {
      if (at instanceof URLClassLoader known) {
        Stream.of(known.getURLs()).map(URL::getPath).forEach(places::add);
      }
    }
    return String.join(File.pathSeparator, places);
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

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Mutant mutant) {
      super(URI.create("string:///dev/darkroom/" + mutant.file()), JavaFileObject.Kind.SOURCE);
      text = mutant.source();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          outputs.put(className, bytes);
          return bytes;
        }
      };
    }
  }
}
