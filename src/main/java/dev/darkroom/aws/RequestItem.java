package dev.darkroom.aws;

import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TraceParent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** The normalized request as a nested map. */
final class RequestItem {
  /** The meaning of a missing attribute, even if the default changes later. */
  private static final Duration USUAL_DEADLINE = Duration.ofMinutes(30);

  private static final String ALLOW = "allow";

  private RequestItem() {}

  static ItemWriter write(GenerationRequest request) {
    return new ItemWriter()
        .text("id", request.id().value())
        .text("model", request.model().value())
        .map("picture", ImageSpecItem.write(request.spec()))
        .map("preference", write(request.preference()))
        .text("maxCost", request.preference().maxCost().map(RequestItem::write))
        .map("handling", write(request.delivery()));
  }

  static GenerationRequest read(ItemReader item) {
    return new GenerationRequest(
        new RequestId(item.text("id")),
        new ModelName(item.text("model")),
        ImageSpecItem.read(item.map("picture")),
        readPreference(item),
        readDelivery(item.map("handling")));
  }

  private static ItemWriter write(Preference preference) {
    var item =
        new ItemWriter()
            .text("provider", preference.provider())
            .texts("fallback", preference.fallback())
            .texts("providerOptions", preference.providerOptions());
    return preference.onLoss() == OnLoss.REJECT ? item : item.word("onLoss", preference.onLoss());
  }

  /**
   * Beside the preference, which most requests do not have: such as {@code 0.05 USD}, or {@code
   * 0.05 USD allow} where the price may be unknown.
   */
  private static String write(CostCap cap) {
    return cap.most().amount().toPlainString()
        + " "
        + cap.most().unit()
        + (cap.allowsUnknown() ? " " + ALLOW : "");
  }

  private static CostCap readCap(String text) {
    var parts = text.split(" ", 3);
    return new CostCap(
        new Cost(new BigDecimal(parts[0]), parts[1]), parts.length == 3 && parts[2].equals(ALLOW));
  }

  private static Preference readPreference(ItemReader request) {
    var item = request.map("preference");
    return new Preference(
        item.optionalText("provider").map(ProviderId::new),
        item.textList("fallback").stream().map(ProviderId::new).toList(),
        item.has("onLoss") ? item.word("onLoss", OnLoss::valueOf) : OnLoss.REJECT,
        item.texts("providerOptions").entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> new ProviderId(entry.getKey()), entry -> entry.getValue())),
        request.optionalText("maxCost").map(RequestItem::readCap));
  }

  private static ItemWriter write(DeliveryOptions delivery) {
    var item =
        new ItemWriter()
            .text("deadline", Optional.of(delivery.deadline()).filter(RequestItem::isUnusual))
            .text("taskToken", delivery.taskToken())
            .texts("metadata", delivery.metadata())
            .text("traceparent", delivery.trace());
    delivery
        .notifyTarget()
        .ifPresent(
            target ->
                item.map(
                    "notify",
                    new ItemWriter()
                        .text("url", target.url().toString())
                        .texts("events", target.events())));
    return item;
  }

  private static boolean isUnusual(Duration deadline) {
    return !deadline.equals(USUAL_DEADLINE);
  }

  private static DeliveryOptions readDelivery(ItemReader item) {
    return new DeliveryOptions(
        item.optionalText("deadline").map(Duration::parse).orElse(USUAL_DEADLINE),
        item.optionalText("taskToken"),
        item.optionalMap("notify")
            .map(
                target ->
                    new NotifyTarget(URI.create(target.text("url")), target.textList("events"))),
        item.texts("metadata"),
        item.optionalText("traceparent").flatMap(TraceParent::of));
  }
}
