package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.support.ProviderConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of variables names each one that the code reads, with its default, and no other. */
class VariablesPageTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(DARKROOM_[A-Z0-9_<>]+)` \\| (?:`([^`]*)`)? ?\\|", Pattern.MULTILINE);

  @Test
  void thePageNamesEachVariableWithItsDefault() throws Exception {
    var page = Files.readString(Path.of("src/docs/variables.md"));
    var documented = new TreeMap<String, String>();
    ROW.matcher(page)
        .results()
        .forEach(row -> documented.put(row.group(1), Optional.ofNullable(row.group(2)).orElse("")));

    assertThat(documented).isEqualTo(read());
  }

  /** Name and default of each variable that a configuration interface reads. */
  private static Map<String, String> read() throws Exception {
    var variables = new TreeMap<String, String>();
    for (Class<?> type : interfaces()) {
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isAbstract(method.getModifiers())) {
          variables.put(variable(type, method), standard(method));
        }
      }
    }
    return variables;
  }

  private static Iterable<Class<?>> interfaces() throws IOException {
    try (var main = Files.walk(Path.of("src/main/java"));
        var local = Files.walk(Path.of("src/local/java"))) {
      return Stream.concat(main, local)
          .filter(file -> file.toString().endsWith("Config.java"))
          .<Class<?>>map(VariablesPageTest::loaded)
          .filter(type -> type.isInterface())
          .toList();
    }
  }

  private static Class<?> loaded(Path file) {
    var name = file.subpath(3, file.getNameCount()).toString().replace('/', '.');
    try {
      return Class.forName(name.substring(0, name.length() - ".java".length()));
    } catch (ClassNotFoundException notCompiled) {
      throw new IllegalStateException(notCompiled);
    }
  }

  private static String variable(Class<?> type, Method method) {
    var prefix =
        type.equals(ProviderConfig.class)
            ? "darkroom.provider.<NAME>"
            : type.getAnnotation(ConfigMapping.class).prefix();
    var name = Optional.ofNullable(method.getAnnotation(WithName.class)).map(WithName::value);
    return (prefix + "." + name.orElseGet(() -> hyphenated(method.getName())))
        .toUpperCase(Locale.ROOT)
        .replace('.', '_')
        .replace('-', '_');
  }

  private static String hyphenated(String name) {
    return name.replaceAll("([A-Z])", "-$1");
  }

  private static String standard(Method method) {
    return Optional.ofNullable(method.getAnnotation(WithDefault.class))
        .map(WithDefault::value)
        .orElse("");
  }
}
