package dev.darkroom.aws;

import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The state of a task as a nested map with its {@code kind}. */
final class StateItem {
  private StateItem() {}

  static ItemWriter write(TaskState state, TaskId task) {
    var item = new ItemWriter();
    return switch (state) {
      case Claimed(var provider) -> item.text("kind", "claimed").text("provider", provider.value());
      case Submitted(var ref) -> item.text("kind", "submitted").text("ref", write(ref));
      case ResultKnown(var ref, var result) -> {
        item.text("kind", "made").text("ref", write(ref));
        yield write(result, item);
      }
      case InDoubt(var provider, var why, var sent) -> {
        item.text("kind", "in_doubt").text("provider", provider.value()).text("why", why);
        sent.ifPresent(call -> write(call, item));
        yield item;
      }
      case Delivered(var ref, var images, var missing, var late) -> {
        item.text("kind", "delivered")
            .text("ref", write(ref))
            .texts("images", images.stream().map(image -> ImageItem.write(image, task)).toList())
            .list("missing", missing.stream().map(ImageItem::write).toList());
        yield late ? item.flag("late", true) : item;
      }
      case Failed(var failure, var finality, var ref) -> {
        item.text("kind", "failed")
            .word("code", failure.code())
            .text("message", failure.message())
            .text("provider", failure.provider())
            .text("providerCode", failure.providerCode())
            .word("finality", finality);
        yield item.text("ref", ref.map(StateItem::write));
      }
    };
  }

  static TaskState read(ItemReader item, TaskId task) {
    var kind = item.text("kind");
    return switch (kind) {
      case "claimed" -> new Claimed(new ProviderId(item.text("provider")));
      case "submitted" -> new Submitted(readRef(item));
      case "made" -> new ResultKnown(readRef(item), readResult(item));
      case "in_doubt" ->
          new InDoubt(new ProviderId(item.text("provider")), item.text("why"), readSentCall(item));
      case "delivered" ->
          new Delivered(
              readRef(item),
              item.list("images", image -> ImageItem.readStored(image, task)),
              item.list("missing").stream().map(ImageItem::readMissing).toList(),
              item.flag("late"));
      case "failed" ->
          new Failed(
              new Failure(
                  item.word("code", ErrorCode::valueOf),
                  item.text("message"),
                  item.optionalText("provider").map(ProviderId::new),
                  item.optionalText("providerCode")),
              item.word("finality", Finality::valueOf),
              item.has("ref") ? Optional.of(readRef(item)) : Optional.empty());
      default -> throw new IllegalStateException("the record has an unknown state: " + kind);
    };
  }

  /** Such as {@code evolink/task-1}. */
  static String write(ProviderTaskRef ref) {
    return ref.provider() + "/" + ref.id();
  }

  /** Reads the text, and the nested map of the first schema. */
  static ProviderTaskRef readRef(AttributeValue value) {
    if (value.hasM()) {
      var item = new ItemReader(value.m());
      return new ProviderTaskRef(new ProviderId(item.text("provider")), item.text("id"));
    }
    var parts = value.s().split("/", 2);
    return new ProviderTaskRef(new ProviderId(parts[0]), parts[1]);
  }

  private static ProviderTaskRef readRef(ItemReader item) {
    return readRef(item.value("ref"));
  }

  private static void write(SentCall call, ItemWriter item) {
    item.text("account", call.account().value())
        .text("sent", call.body())
        .text("repeatedAt", call.repeatedAt());
  }

  /** Records of former versions have none: such a call is never repeated. */
  private static Optional<SentCall> readSentCall(ItemReader item) {
    return item.optionalText("account")
        .map(AccountFingerprint::new)
        .map(
            account ->
                new SentCall(
                    item.optionalText("sent"),
                    account,
                    item.optionalText("repeatedAt").map(Instant::parse)));
  }

  /** The links of a result, which no provider can be asked for again. */
  static ItemWriter write(Succeeded result, ItemWriter item) {
    return item.list("links", result.images().stream().map(StateItem::write).toList())
        .text("linksExpireAt", result.linksExpireAt());
  }

  static Succeeded readResult(ItemReader item) {
    return new Succeeded(
        item.list("links").stream().map(StateItem::readLink).toList(),
        Optional.empty(),
        item.optionalText("linksExpireAt").map(Instant::parse));
  }

  private static ItemWriter write(RemoteImage image) {
    return new ItemWriter().number("index", image.index()).text("link", image.link());
  }

  private static RemoteImage readLink(ItemReader item) {
    return new RemoteImage(item.integer("index"), item.text("link"));
  }
}
