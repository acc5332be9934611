package dev.darkroom.delivery;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Placeholder until merged. */
@ApplicationScoped
public class Delivery {
  public DeliveryResult deliver(
      TaskId task, ProviderId provider, List<RemoteImage> images, Map<String, String> metadata) {
    throw new UnsupportedOperationException();
  }
}
