package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.Fault;
import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.SubmitFault;
import dev.darkroom.testing.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever can be asked of one provider can be asked of all, each in its own words. */
class FaultsOfAllProvidersTest {
  private static final Set<Fault> REFUSING =
      Set.of(
          SubmitFault.THROTTLE_ONCE,
          SubmitFault.ERROR_IN_200,
          SubmitFault.KEY_REJECTED,
          SubmitFault.QUOTA,
          SubmitFault.ANSWER,
          SubmitFault.ERROR_CODE);

  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried().withClock(clock));

  @AfterEach
  void close() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsTakenInAPrompt(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      for (Fault fault : Fault.all()) {
        simulator.reset();
        try {
          provider.create(wire, "a fox " + fault.tag());
        } catch (IOException _) {
          assertThat(fault).isIn(SubmitFault.NO_ANSWER, SubmitFault.NO_ANSWER_LOST);
        }
        boolean isRefused = REFUSING.contains(fault);
        assertThat(simulator.accepted("fox")).as(fault.tag()).isEqualTo(isRefused ? 0 : 1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noAnswerIsATaskWithoutAnAnswer(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      assertThatThrownBy(() -> provider.create(wire, "a fox @fault:no-answer"))
          .isInstanceOf(IOException.class);

      assertThat(simulator.submits("fox")).isEqualTo(1);
      assertThat(simulator.accepted("fox")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusalsHaveTheirStatuses(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var throttled = provider.create(wire, "a fox @fault:throttle-once");
      var taken = provider.create(wire, "a fox @fault:throttle-once");
      var rejected = provider.create(wire, "a hen @fault:key-rejected");
      var poor = provider.create(wire, "a hen @fault:quota");
      var broken = provider.create(wire, "a cow @fault:error-after-accept");

      assertThat(throttled.statusCode()).isEqualTo(429);
      assertThat(throttled.headers().firstValue("Retry-After")).contains("1");
      assertThat(throttled.headers().firstValue("X-RateLimit-Remaining").isPresent())
          .isEqualTo(provider == Provider.MODELLIX);
      assertThat(taken.statusCode()).isEqualTo(200);
      assertThat(rejected.statusCode()).isEqualTo(401);
      assertThat(poor.statusCode()).isEqualTo(provider.noQuota);
      assertThat(simulator.accepted("hen")).isZero();
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(simulator.accepted("cow")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIn200HasNoIdAndNoCodeOfSuccess(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var response = provider.create(wire, "a fox @fault:error-in-200");

      JsonNode answer = Wire.json(response);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(provider.hasId(answer)).isFalse();
      assertThat(answer.path("code").asInt(402)).isEqualTo(402);
      assertThat(simulator.accepted("fox")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailedTaskSaysWhyUnlessItIsBare(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      JsonNode failed = finished(provider, wire, "a fox @fault:failed");
      JsonNode bare = finished(provider, wire, "a fox @fault:failed-bare");

      assertThat(provider.state(failed)).isEqualTo(provider.failed);
      assertThat(provider.reason(failed)).containsIgnoringCase("content polic");
      assertThat(provider.state(bare)).isEqualTo(provider.failed);
      assertThat(provider.reason(bare)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskCanLingerInAnUnknownState(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String id = provider.accepted(wire, "a fox @fault:unknown-state");

      String atFirst = provider.state(provider.report(wire, id));
      clock.advance(Duration.ofSeconds(1));
      String atLast = provider.state(provider.report(wire, id));

      assertThat(atFirst).isEqualToIgnoringCase("reviewing");
      assertThat(atLast).isEqualTo(provider.done);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGarbledResultIsASuccessWithoutAnyLink(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      JsonNode report = finished(provider, wire, "a fox @fault:garbled-result");

      assertThat(provider.state(report)).isEqualTo(provider.done);
      assertThat(provider.result(report).isTextual()).isTrue();
      assertThat(provider.result(report).textValue()).isNotBlank().doesNotContain("/files/");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResultAsAnObjectIsOneAtLiangXinOnly(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      JsonNode report = finished(provider, wire, "a fox @fault:result-as-object");

      assertThat(provider.state(report)).isEqualTo(provider.done);
      if (provider == Provider.LIANGXIN) {
        assertThat(provider.result(report).at("/resultUrls/0").asText()).contains("/files/");
      } else {
        assertThat(provider.links(report)).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fewerIsHalfOfThePicturesButAtLeastOne(Provider provider) throws Exception {
    var order = provider.order("foxes @fault:fewer", 5);
    try (var wire = provider.wire(simulator)) {
      var response = provider.create(wire, order);
      clock.advance(Duration.ofSeconds(1));
      var report = provider.report(wire, id(provider, response));

      assertThat(provider.links(report)).hasSize(provider == Provider.LIANGXIN ? 1 : 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLinkCanLeadToEverythingButAPicture(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var wrong = wire.fetch(link(provider, wire, LinkFault.WRONG_TYPE));
      var expired = wire.fetch(link(provider, wire, LinkFault.EXPIRED_LINK));
      var inside = wire.fetch(link(provider, wire, LinkFault.PRIVATE_REDIRECT));
      var around = wire.fetch(link(provider, wire, LinkFault.REDIRECT_LOOP));
      URI cut = link(provider, wire, LinkFault.TRUNCATED);

      assertThat(new String(wrong.body(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
      assertThat(wrong.headers().firstValue("Content-Type")).contains("image/jpeg");
      assertThat(expired.statusCode()).isEqualTo(403);
      assertThat(inside.headers().firstValue("Location").orElse("")).contains("169.254.169.254");
      assertThat(around.statusCode()).isEqualTo(302);
      assertThatThrownBy(() -> wire.fetch(cut)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPictureCanBeOfAnotherFormat(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      URI link = link(provider, wire, LinkFault.OTHER_FORMAT);

      var response = wire.fetch(link);

      assertThat(link.getPath()).endsWith(".png");
      assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
      assertThat(response.body()).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPictureCanBeOfAnotherSize(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      JsonNode report = finished(provider, wire, "a fox @fault:other-size");

      var response = wire.fetch(provider.links(report).getFirst());

      var picture = ImageIO.read(new ByteArrayInputStream(response.body()));
      assertThat(picture.getWidth()).isEqualTo(1024);
      assertThat(picture.getHeight()).isEqualTo(2048);
      if (provider == Provider.MODELLIX) {
        assertThat(report.at("/data/result/resources/0/width").intValue()).isEqualTo(1024);
      }
    }
  }

  private static String id(Provider provider, HttpResponse<String> response) throws IOException {
    return provider.id(Wire.json(response));
  }

  private JsonNode finished(Provider provider, Wire wire, String prompt)
      throws IOException, InterruptedException {
    String id = provider.accepted(wire, prompt);
    clock.advance(Duration.ofSeconds(1));
    return provider.report(wire, id);
  }

  /** A link of a task that is finished already. */
  private URI link(Provider provider, Wire wire, Fault fault)
      throws IOException, InterruptedException {
    return provider.links(finished(provider, wire, "a fox " + fault.tag())).getFirst();
  }
}
