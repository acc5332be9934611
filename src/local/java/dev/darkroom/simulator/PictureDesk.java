package dev.darkroom.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands out the pictures of one provider, or what a fault makes of them. */
final class PictureDesk {
  private static final Pattern NAME =
      Pattern.compile("/files/(?:(.*)/)?([0-9a-f]{32})_(\\d{1,4})\\.(?:jpg|png|webp|mp4)");
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final int DIFFERENT = 15;

  private final Studio studio;
  private final Gallery gallery;

  PictureDesk(Studio studio, Gallery gallery) {
    this.studio = studio;
    this.gallery = gallery;
  }

  /** Answers, and writes down what it answered. */
  void serve(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    Matcher name = NAME.matcher(call.path());
    Optional<SimulatedTask> task =
        name.matches() ? studio.book().byLinkName(name.group(2)) : Optional.empty();
    if (!READING.contains(call.method())) {
      Visit.refuse(exchange, 405, "files can only be read");
      return;
    }
    if (task.isEmpty()) {
      Visit.refuse(exchange, 404, "no such file");
      return;
    }
    String folder = Optional.ofNullable(name.group(1)).orElse("");
    var visit = new Visit(exchange, call, task.get(), Integer.parseInt(name.group(3)), folder);
    try {
      answer(visit);
    } finally {
      studio
          .ledger()
          .fetched(
              new PictureFetched(
                  visit.task.id(),
                  visit.task.order().prompt(),
                  visit.index,
                  exchange.getResponseCode(),
                  visit.sent,
                  studio.options().clock().instant()));
    }
  }

  private void answer(Visit visit) throws IOException, InterruptedException {
    SimulatedTask task = visit.task;
    boolean isThere =
        studio.book().stage(task) instanceof Stage.Completed(int count)
            && visit.index < count
            && visit.isAddressWhole();
    if (!isThere) {
      visit.refuse(404, "no such file");
    } else if (!studio.links().isSigned(task, visit.call.query())
        || !studio.links().isAlive(task)) {
      visit.refuse(403, "the link has expired or is not signed");
    } else if (isAtFault(visit)) {
      BadPicture.of(visit, () -> picture(visit));
    } else {
      visit.send(task.format().contentType(), picture(visit));
    }
  }

  private boolean isAtFault(Visit visit) {
    Faults faults = visit.task.faults();
    String here = visit.task.linkName() + "_" + visit.index;
    int most = faults.has(LinkFault.TRUNCATED_ONCE) ? 1 : faults.number(LinkFault.A_WHILE);
    boolean isOver = most > 0 && !studio.tally().isAmongFirst(most, here);
    return visit.task.isMeant(visit.index) && !isOver;
  }

  /** There are no more different ones than that of one task: they take time to paint. */
  private byte[] picture(Visit visit) throws InterruptedException {
    PictureWish wish = visit.task.wish(visit.index % DIFFERENT);
    Optional<String> orientation = visit.task.faults().value(LinkFault.TURNED);
    if (orientation.isEmpty() || wish.format() != PictureFormat.JPEG) {
      return gallery.picture(wish);
    }
    var onItsSide =
        new PictureWish(wish.prompt(), wish.index(), wish.size().turned(), wish.format());
    return Turned.of(gallery.picture(onItsSide), Integer.parseInt(orientation.get()));
  }
}
