package dev.darkroom.aws;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Made;
import dev.darkroom.task.TaskState.Submitted;
import java.time.Instant;
import java.util.Optional;

/** The state of a task as a nested map whose {@code kind} says which. */
final class StateItem {
  private StateItem() {}

  static Attributes write(TaskState state) {
    var item = new Attributes();
    return switch (state) {
      case Claimed(var provider) -> item.text("kind", "claimed").text("provider", provider.value());
      case Submitted(var ref) -> item.text("kind", "submitted").map("ref", write(ref));
      case Made(var ref, var result) -> {
        item.text("kind", "made")
            .map("ref", write(ref))
            .list("links", result.images().stream().map(StateItem::write).toList())
            .text("linksExpireAt", result.linksExpireAt());
        yield item;
      }
      case InDoubt(var provider, var why) ->
          item.text("kind", "in_doubt").text("provider", provider.value()).text("why", why);
      case Delivered(var ref, var images, var missing, var late) -> {
        item.text("kind", "delivered")
            .map("ref", write(ref))
            .list("images", images.stream().map(ImageItem::write).toList())
            .flag("late", late);
        yield missing.isEmpty()
            ? item
            : item.list("missing", missing.stream().map(ImageItem::write).toList());
      }
      case Failed(var failure, var finality, var ref) -> {
        item.text("kind", "failed")
            .word("code", failure.code())
            .text("message", failure.message())
            .text("provider", failure.provider())
            .text("providerCode", failure.providerCode())
            .word("finality", finality);
        yield ref.isPresent() ? item.map("ref", write(ref.get())) : item;
      }
    };
  }

  static TaskState read(Fields item) {
    var kind = item.text("kind");
    return switch (kind) {
      case "claimed" -> new Claimed(new ProviderId(item.text("provider")));
      case "submitted" -> new Submitted(readRef(item.map("ref")));
      case "made" ->
          new Made(
              readRef(item.map("ref")),
              new Succeeded(
                  item.list("links").stream().map(StateItem::readLink).toList(),
                  Optional.empty(),
                  item.optionalText("linksExpireAt").map(Instant::parse)));
      case "in_doubt" -> new InDoubt(new ProviderId(item.text("provider")), item.text("why"));
      case "delivered" ->
          new Delivered(
              readRef(item.map("ref")),
              item.list("images").stream().map(ImageItem::readStored).toList(),
              item.optionalList("missing").stream().map(ImageItem::readMissing).toList(),
              item.flag("late"));
      case "failed" ->
          new Failed(
              new Failure(
                  item.word("code", ErrorCode::valueOf),
                  item.text("message"),
                  item.optionalText("provider").map(ProviderId::new),
                  item.optionalText("providerCode")),
              item.word("finality", Finality::valueOf),
              item.optionalMap("ref").map(StateItem::readRef));
      default -> throw new IllegalStateException("the record has an unknown state: " + kind);
    };
  }

  static Attributes write(ProviderTaskRef ref) {
    return new Attributes().text("provider", ref.provider().value()).text("id", ref.id());
  }

  static ProviderTaskRef readRef(Fields item) {
    return new ProviderTaskRef(new ProviderId(item.text("provider")), item.text("id"));
  }

  private static Attributes write(RemoteImage image) {
    return new Attributes().number("index", image.index()).text("link", image.link());
  }

  private static RemoteImage readLink(Fields item) {
    return new RemoteImage(item.integer("index"), item.text("link"));
  }
}
