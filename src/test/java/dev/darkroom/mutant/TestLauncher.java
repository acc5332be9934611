package dev.darkroom.mutant;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.darkroom.mutant.Killer.NamedTest;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one test with the classes of a loader. */
final class TestLauncher {
  private static final LauncherConfig ALONE =
      LauncherConfig.builder()
          .enableLauncherSessionListenerAutoRegistration(false)
          .enableLauncherDiscoveryListenerAutoRegistration(false)
          .enablePostDiscoveryFilterAutoRegistration(false)
          .enableTestExecutionListenerAutoRegistration(false)
          .build();

  private TestLauncher() {}

  /**
   * Runs the test, with all its parameters.
   *
   * @return whether all of it is green
   * @throws IllegalStateException if there is no such test
   */
  static boolean isGreen(NamedTest test, ClassLoader loader) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      var type = Class.forName(test.fullName(), true, loader);
      return isGreen(type, method(type, test.method()));
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException("no test " + test, absent);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static boolean isGreen(Class<?> type, Method method) {
    var summary = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(type, method)).build();
    LauncherFactory.create(ALONE).execute(request, summary);
    if (summary.getSummary().getTestsStartedCount() == 0
        && summary.getSummary().getTotalFailureCount() == 0) {
      throw new IllegalStateException("no test was run: " + method);
    }
    return summary.getSummary().getTotalFailureCount() == 0;
  }

  /** The method of that name, of the class or of a contract above it. */
  static Method method(Class<?> type, String name) {
    return Stream.<Class<?>>iterate(type, at -> at != null, Class::getSuperclass)
        .flatMap(at -> Stream.of(at.getDeclaredMethods()))
        .filter(method -> method.getName().equals(name) && !method.isSynthetic())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no test " + type.getName() + "#" + name));
  }
}
