package dev.darkroom.entrypoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Texts of events: good ones, ones with odd values and names, and ones with damaged bytes. */
final class RandomEvents {
  private static final Map<String, List<String>> GOOD = good();
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          "1e99999999999",
          "-0.0",
          "1.5",
          "9223372036854775808",
          "99999999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud83e\"",
          "\"\\ud83e\\udd8a\"",
          "{}",
          "[]",
          "[[]]",
          "{\"\":\"\"}",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "[null]",
          "[1,\"a\"]",
          "\"https://10.0.0.1/a.png\"",
          "[\"https://0x7f.1/a.png\"]",
          "[\"s3://b/k\"]",
          "[\"https://u@example.com/\"]",
          "\"%s%n\"",
          "\"../../x\"",
          "\"\\u2028\"",
          "\"1:1\"",
          "\"2K\"",
          "{\"acme\":{\"n\":1e400}}",
          "{\"acme\":{\"n\":1E+2,\"m\":0.10}}",
          "{\"url\":\"https://127.0.0.1/\"}",
          "\"" + "x".repeat(300) + "\"",
          "\"" + "🦊".repeat(3000) + "\"",
          "1".repeat(400),
          "[".repeat(200) + "]".repeat(200),
          "\"order-1\"",
          "\"acme\"",
          "16",
          "86401",
          "NaN",
          "'x'");
  private static final List<String> NAMES =
      List.of(
          "",
          " ",
          "promt",
          "Prompt",
          "ID",
          "prompt ",
          "\\u0070rompt",
          "__proto__",
          "$ref",
          "🦊",
          "a.b",
          "x[0]");
  private static final List<String> PIECES =
      List.of(
          "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\ufeff", "/*", "//", "\u0000", "nul",
          "1e", "\n", "é");

  private RandomEvents() {}

  private static Map<String, List<String>> good() {
    var good = new LinkedHashMap<String, List<String>>();
    good.put("id", List.of("\"order-1\"", "\"a\"", "\"" + "~".repeat(255) + "\""));
    good.put("provider", List.of("\"acme\""));
    good.put("fallback", List.of("[]", "[\"acme\"]"));
    good.put("images", List.of("[\"https://example.com/a.png?x=1\"]", "[]"));
    good.put("aspectRatio", List.of("\"1:1\"", "\"16:9\"", "\"auto\"", "\"widescreen_16_9\""));
    good.put("resolution", List.of("\"2K\"", "\"3K\""));
    good.put("width", List.of("2560", "2048"));
    good.put("height", List.of("1440", "2048"));
    good.put("count", List.of("1", "2", "15"));
    good.put("seed", List.of("0", "7", "9007199254740993"));
    good.put("outputFormat", List.of("\"png\"", "\"jpeg\""));
    good.put("safetyChecker", List.of("true", "false"));
    good.put("webSearch", List.of("true", "false"));
    good.put("promptOptimization", List.of("\"standard\""));
    good.put("onLoss", List.of("\"adapt\"", "\"reject\""));
    good.put("maxCost", List.of("{\"amount\":9.50,\"unit\":\"USD\",\"ifUnknown\":\"allow\"}"));
    good.put(
        "providerOptions", List.of("{\"acme\":{\"quality\":\"high\",\"n\":[1,2.50,1E+2]}}", "{}"));
    good.put("deadlineSeconds", List.of("60", "86400"));
    good.put("taskToken", List.of("\"AQC/x+y=\""));
    good.put("notify", List.of("{\"url\":\"https://example.com/done\",\"events\":[\"failed\"]}"));
    good.put("metadata", List.of("{\"customer\":\"Müller\",\"order\":\"\"}", "{\"空\":\"🦊\"}"));
    return good;
  }

  static String any(Random random) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("model", "\"seedream-5.0-lite\"");
    fields.put(
        "prompt", pick(random, List.of("\"a red fox\"", "\"ein Fuchs 🦊\\n\"", "\"\\\"\\\\\"")));
    GOOD.forEach(
        (name, values) -> {
          if (random.nextInt(6) == 0) {
            fields.put(name, pick(random, values));
          }
        });
    int odd = Math.max(0, random.nextInt(5) - 2);
    for (int number = 0; number < odd; number++) {
      spoil(fields, random);
    }
    var entries = new ArrayList<>(fields.entrySet());
    Collections.shuffle(entries, random);
    var text =
        entries.stream()
            .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    return random.nextInt(4) == 0 ? damaged(text, random) : text;
  }

  private static void spoil(Map<String, String> fields, Random random) {
    var names = List.copyOf(fields.keySet());
    switch (random.nextInt(5)) {
      case 0 -> fields.put(pick(random, NAMES), pick(random, ODD));
      case 1 -> fields.remove(pick(random, names));
      case 2 -> fields.put(pick(random, List.copyOf(GOOD.keySet())), pick(random, ODD));
      default -> fields.put(pick(random, names), pick(random, ODD));
    }
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + pick(random, PIECES) + text.substring(at);
      case 2 -> text + pick(random, PIECES);
      case 3 -> text.substring(at) + text.substring(0, at);
      default -> flipped(text, random);
    };
  }

  /** What a reader makes of bytes that are no UTF-8 is part of the text. */
  private static String flipped(String text, Random random) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int flips = 1 + random.nextInt(3);
    for (int flip = 0; flip < flips; flip++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return new String(Arrays.copyOf(bytes, bytes.length), StandardCharsets.UTF_8);
  }

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
