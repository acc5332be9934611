package dev.darkroom.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands out the pictures of one provider, or what a fault makes of them. */
final class PictureDesk {
  private static final Pattern NAME =
      Pattern.compile("/files/([0-9a-f]{32})_(\\d{1,2})\\.(?:jpg|png|mp4)");
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String PRIVATE = "http://169.254.169.254/latest/meta-data/";
  private static final String HOP = "&hop=1";
  private static final long OVERSIZED = 64L << 20;

  private final Studio studio;
  private final Gallery gallery;
  private final Set<String> fetchedBefore = ConcurrentHashMap.newKeySet();

  PictureDesk(Studio studio, Gallery gallery) {
    this.studio = studio;
    this.gallery = gallery;
  }

  /** Answers, and writes down what it answered. */
  void serve(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    Matcher name = NAME.matcher(call.path());
    Optional<SimulatedTask> task =
        name.matches() ? studio.book().byLinkName(name.group(1)) : Optional.empty();
    if (!READING.contains(call.method())) {
      refuse(exchange, 405, "files can only be read");
      return;
    }
    if (task.isEmpty()) {
      refuse(exchange, 404, "no such file");
      return;
    }
    var visit = new Visit(exchange, call, task.get(), Integer.parseInt(name.group(2)));
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
        studio.book().stage(task) instanceof Stage.Completed(int count) && visit.index < count;
    if (!isThere) {
      refuse(visit.exchange, 404, "no such file");
    } else if (!studio.links().isSigned(task, visit.call.query())
        || !studio.links().isAlive(task)
        || task.has(Fault.EXPIRED_LINK)) {
      refuse(visit.exchange, 403, "the link has expired or is not signed");
    } else if (task.has(Fault.PRIVATE_REDIRECT)) {
      redirect(visit.exchange, PRIVATE);
    } else if (task.has(Fault.REDIRECT_LOOP)) {
      redirect(visit.exchange, around(visit));
    } else {
      picture(visit);
    }
  }

  private void picture(Visit visit) throws IOException, InterruptedException {
    SimulatedTask task = visit.task;
    visit.exchange.getResponseHeaders().set("Content-Type", task.format().contentType());
    if (task.has(Fault.WRONG_TYPE)) {
      visit.send("<!doctype html><title>Sorry</title>".getBytes(StandardCharsets.UTF_8));
      return;
    }
    byte[] picture =
        gallery.picture(
            new PictureWish(task.order().prompt(), visit.index, task.size(), task.format()));
    if (task.has(Fault.OVERSIZED)) {
      visit.sendEndless(picture, OVERSIZED);
    } else if (isCutShort(visit)) {
      visit.sendHalf(picture);
    } else {
      visit.send(picture);
    }
  }

  private boolean isCutShort(Visit visit) {
    if (visit.task.has(Fault.TRUNCATED)) {
      return true;
    }
    return visit.task.has(Fault.TRUNCATED_ONCE)
        && fetchedBefore.add(visit.task.linkName() + "_" + visit.index);
  }

  /** Two addresses that point at each other. */
  private static String around(Visit visit) {
    String here = visit.exchange.getRequestURI().toString();
    return here.endsWith(HOP) ? here.substring(0, here.length() - HOP.length()) : here + HOP;
  }

  private static void redirect(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    byte[] text = why.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }
}
