package dev.darkroom.notification;

import dev.darkroom.link.LinkRule;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.Refusal.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Checks a webhook before any money is spent. */
@ApplicationScoped
public class NotifyRule {
  private final NotifyConfig config;
  private final LinkRule links;

  NotifyRule(NotifyConfig config, LinkRule links, WebhookOrigins origins) {
    this.config = config;
    this.links = links.orTrusting(origins::isTrusted);
  }

  /** Why an outcome could never reach the webhook; empty if nothing speaks against it. */
  public List<Fault> faults(Optional<NotifyTarget> target) {
    if (target.isEmpty()) {
      return List.of();
    }
    if (!config.canSign()) {
      return List.of(
          new Fault(
              "notify",
              "cannot be served: webhooks are signed, and whoever runs this Darkroom has given it no"
                  + " secret. Leave it out, or have one set"));
    }
    return links.objection(target.get().url()).stream()
        .map(why -> new Fault("notify.url", why))
        .toList();
  }
}
