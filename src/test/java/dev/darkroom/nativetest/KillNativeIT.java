package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.conformance.Conformance;
import dev.darkroom.nativetest.PortCalls.Moment;
import dev.darkroom.nativetest.Site.Handler;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code submit} and {@code settle} are killed (SIGKILL) at each call that they make, before it has
 * its effect and after. Fresh processes go on: the task ends right, and nothing is paid for twice.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KillNativeIT {
  private final AtomicInteger count = new AtomicInteger();
  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.in(folder);
  }

  /** What all processes wrote, the killed ones too, is what the model allows. */
  @AfterAll
  void end() {
    var lines = site.endAndRead();
    site.close();
    assertThat(Conformance.check(lines.stream()).violations()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> submitMayDieAtEveryCall() {
    var plain = task();
    site.calls().begin();
    plain.submit();
    var calls = site.calls().names();
    site.end(Handler.SUBMIT);
    assertThat(calls).as("the calls of a submit").hasSizeGreaterThanOrEqualTo(5);

    return deaths(calls)
        .map(
            death ->
                DynamicTest.dynamicTest(
                    "submit: " + death,
                    () -> {
                      var task = task();
                      site.end(Handler.SUBMIT); // the next process remembers no key
                      assertThat(
                              task.dies(Handler.SUBMIT, task.event(), death.call(), death.moment()))
                          .isTrue();
                      task.goOn();
                      task.judge();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> settleMayDieAtEveryCall() {
    var plain = task();
    plain.submit();
    site.end(Handler.SETTLE);
    site.calls().begin();
    site.function(Handler.SETTLE).invoke(plain.check());
    var calls = site.calls().names();
    site.end(Handler.SETTLE);
    assertThat(calls).as("the calls of a settle").hasSizeGreaterThanOrEqualTo(8);

    return deaths(calls)
        .map(
            death ->
                DynamicTest.dynamicTest(
                    "settle: " + death,
                    () -> {
                      var task = task();
                      task.submit();
                      site.end(Handler.SETTLE);
                      assertThat(
                              task.dies(Handler.SETTLE, task.check(), death.call(), death.moment()))
                          .isTrue();
                      task.goOn();
                      task.judge();
                    }));
  }

  private MortalTask task() {
    return new MortalTask(site, "mortal-%03d-end".formatted(count.incrementAndGet()));
  }

  /** One death: at this call, before its effect or after. */
  private record Death(String call, Moment moment) {
    @Override
    public String toString() {
      return moment.name().toLowerCase(Locale.ROOT) + " " + call;
    }
  }

  /** A call to WireMock has its effect as it arrives: there is no moment before. */
  private static Stream<Death> deaths(List<String> calls) {
    return calls.stream()
        .flatMap(
            call ->
                call.matches("(GET|POST) .*")
                    ? Stream.of(new Death(call, Moment.AFTER))
                    : Stream.of(new Death(call, Moment.BEFORE), new Death(call, Moment.AFTER)));
  }
}
