package dev.darkroom.testing.leak;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What must never be in a log, as the tests' examples of it look. */
enum Leak {
  /** The examples' prompts, and every one that a test marks by the word. */
  PROMPT("a red fox|roter Fuchs|secret plan|PROMPT-THAT-NOBODY-MAY-SEE"),
  CALLBACK_TOKEN("\\b[a-z0-9]{1,8}\\.[0-9a-hjkmnp-tv-z]{26}\\.[A-Za-z0-9_-]{43}\\b"),
  CALLBACK_KEY("s{32}|callback-secret-that-nobody-may-see"),
  /** Those of the examples, and of Step Functions itself, begin alike. */
  TASK_TOKEN("AQC[/A-Z]"),
  WEBHOOK_SECRET("whsec_|MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
  SIGNED_LINK("(?i)X-Amz-(Signature|Security-Token)|[?&]s=secret"),
  PROVIDER_KEY("\\bsk-(?!unified)[a-z0-9]|key-that-nobody-may-see|(?i)bearer [a-z0-9-]{6}");

  private final Pattern form;

  Leak(String form) {
    this.form = Pattern.compile(form);
  }

  /** Everything that leaks through this text. */
  static List<Leak> in(String text) {
    return Arrays.stream(values()).filter(leak -> leak.form.matcher(text).find()).toList();
  }
}
