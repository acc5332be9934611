package dev.darkroom.aws;

import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was seen of a provider's idempotency keys: one item a provider, beside the tasks. */
final class CanaryItem {
  static final String AT = "at";

  private CanaryItem() {}

  static String key(ProviderId provider) {
    return "canary#" + provider;
  }

  /** It does not expire: an operator deletes it, or runs another canary. */
  static Map<String, AttributeValue> write(CanaryRecord seen) {
    return new ItemWriter()
        .text(TaskItem.KEY, key(seen.provider()))
        .number(Schema.ATTRIBUTE, Schema.FIRST)
        .text("provider", seen.provider().value())
        .flag("honoured", seen.isHonoured())
        .text("account", seen.account().value())
        .moment(AT, seen.at())
        .text("seen", seen.seen())
        .asMap();
  }

  static CanaryRecord read(Map<String, AttributeValue> values) {
    var item = new ItemReader(values);
    Schema.check(item, Schema.FIRST);
    return new CanaryRecord(
        new ProviderId(item.text("provider")),
        item.flag("honoured"),
        new AccountFingerprint(item.text("account")),
        item.moment(AT),
        item.text("seen"));
  }
}
