package dev.darkroom.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What a fault of links makes of a picture. */
final class BadPicture {
  private static final String PRIVATE = "http://169.254.169.254/latest/meta-data/";
  private static final String HOP = "&hop=1";
  private static final long OVERSIZED = 64L << 20;
  private static final String PAGE = "<!doctype html><title>Sorry</title>";

  private final Visit visit;
  private final Original original;

  private BadPicture(Visit visit, Original original) {
    this.visit = visit;
    this.original = original;
  }

  static void of(Visit visit, Original original) throws IOException, InterruptedException {
    new BadPicture(visit, original).send();
  }

  private void send() throws IOException, InterruptedException {
    Optional<String> status = visit.task.faults().value(LinkFault.LINK_ANSWER);
    if (status.isPresent()) {
      visit.refuse(Integer.parseInt(status.get()), "not the picture");
    } else if (has(LinkFault.EXPIRED_LINK)) {
      visit.refuse(403, "the link has expired or is not signed");
    } else if (has(LinkFault.PRIVATE_REDIRECT)) {
      visit.redirect(PRIVATE);
    } else if (has(LinkFault.REDIRECT_LOOP)) {
      visit.redirect(around());
    } else if (has(LinkFault.ODD_REDIRECT) && OddText.in(visit.call.query()).isEmpty()) {
      visit.redirect(here() + OddText.PARAMETER + OddText.IN_HEADERS);
    } else if (has(LinkFault.WRONG_TYPE)) {
      visit.send(contentType(), PAGE.getBytes(StandardCharsets.UTF_8));
    } else if (has(LinkFault.PAGE)) {
      page();
    } else {
      picture();
    }
  }

  private void page() throws IOException {
    if (visit.task.faults().value(LinkFault.PAGE).filter("json"::equals).isPresent()) {
      visit.send(
          "application/json", "{\"status\":\"warming up\"}".getBytes(StandardCharsets.UTF_8));
    } else {
      visit.send("text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void picture() throws IOException, InterruptedException {
    byte[] picture = has(LinkFault.TAIL) ? Tail.of(format(), original.read()) : original.read();
    if (has(LinkFault.OVERSIZED)) {
      visit.sendEndless(contentType(), picture, OVERSIZED);
    } else if (has(LinkFault.TRUNCATED) || has(LinkFault.TRUNCATED_ONCE)) {
      visit.sendHalf(contentType(), picture);
    } else if (has(LinkFault.GZIP)) {
      visit.exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      visit.send(contentType(), zipped(picture));
    } else {
      visit.send(contentType(), picture);
    }
  }

  /** Two addresses that point at each other. */
  private String around() {
    String here = here();
    return here.endsWith(HOP) ? here.substring(0, here.length() - HOP.length()) : here + HOP;
  }

  private String here() {
    return visit.exchange.getRequestURI().toString();
  }

  private PictureFormat format() {
    return visit.task.format();
  }

  private String contentType() {
    return format().contentType();
  }

  private boolean has(LinkFault fault) {
    return visit.task.has(fault);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var stream = new GZIPOutputStream(zipped)) {
      stream.write(bytes);
    }
    return zipped.toByteArray();
  }

  /** The picture as it would have been. */
  interface Original {
    byte[] read() throws InterruptedException;
  }
}
