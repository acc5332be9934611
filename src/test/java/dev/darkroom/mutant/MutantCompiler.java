package dev.darkroom.mutant;

import java.io.ByteArrayOutputStream;
import java.io.File;
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
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles mutants in memory, against the project's own classes. */
final class MutantCompiler {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final List<String> options = List.of("-proc:none", "-parameters", "-cp", classPath());

  /** Kept, as it knows the libraries after the first compilation. */
  private final StandardJavaFileManager libraries =
      compiler.getStandardFileManager(null, Locale.ROOT, null);

  /**
   * The classes of the mutant's file, by name.
   *
   * @throws IllegalStateException if the mutant is no correct Java
   */
  Map<String, byte[]> compile(Mutant mutant) {
    var messages = new DiagnosticCollector<JavaFileObject>();
    var files = new Memory(libraries);
    var sources = List.of(new Source(mutant));
    if (!compiler.getTask(null, files, messages, options, null, sources).call()) {
      throw new IllegalStateException(mutant + ": " + messages.getDiagnostics());
    }
    var classes = new HashMap<String, byte[]>();
    files.outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** Where this class and its libraries are from, whoever runs it. */
  private static String classPath() {
    var places = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    for (var at = MutantCompiler.class.getClassLoader(); at != null; at = at.getParent()) {
      if (at instanceof URLClassLoader known) {
        Stream.of(known.getURLs()).map(URL::getPath).forEach(places::add);
      }
    }
    return String.join(File.pathSeparator, places);
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

    Memory(JavaFileManager libraries) {
      super(libraries);
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
