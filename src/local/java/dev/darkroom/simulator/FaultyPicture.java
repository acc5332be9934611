package dev.darkroom.simulator;

import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.OddText;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureTail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What a fault of links makes of a picture. */
final class FaultyPicture {
  private static final String PRIVATE = "http://169.254.169.254/latest/meta-data/";
  private static final String HOP = "&hop=1";
  private static final long OVERSIZED = 64L << 20;
  private static final String PAGE = "<!doctype html><title>Sorry</title>";

  private final FileRequest fetch;
  private final Original original;

  private FaultyPicture(FileRequest fetch, Original original) {
    this.fetch = fetch;
    this.original = original;
  }

  static void of(FileRequest fetch, Original original) throws IOException, InterruptedException {
    new FaultyPicture(fetch, original).send();
  }

  private void send() throws IOException, InterruptedException {
    var status = fetch.task.faults().value(LinkFault.LINK_ANSWER);
    if (status.isPresent()) {
      fetch.refuse(Integer.parseInt(status.get()), "not the picture");
    } else if (has(LinkFault.EXPIRED_LINK)) {
      fetch.refuse(403, "the link has expired or is not signed");
    } else if (has(LinkFault.PRIVATE_REDIRECT)) {
      fetch.redirect(PRIVATE);
    } else if (has(LinkFault.REDIRECT_LOOP)) {
      fetch.redirect(around());
    } else if (has(LinkFault.ODD_REDIRECT) && OddText.in(fetch.call.query()).isEmpty()) {
      fetch.redirect(here() + OddText.PARAMETER + OddText.IN_HEADERS);
    } else if (has(LinkFault.WRONG_TYPE)) {
      fetch.send(contentType(), PAGE.getBytes(StandardCharsets.UTF_8));
    } else if (has(LinkFault.PAGE)) {
      page();
    } else {
      picture();
    }
  }

  private void page() throws IOException {
    if (fetch.task.faults().value(LinkFault.PAGE).filter("json"::equals).isPresent()) {
      fetch.send(
          "application/json", "{\"status\":\"warming up\"}".getBytes(StandardCharsets.UTF_8));
    } else {
      fetch.send("text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void picture() throws IOException, InterruptedException {
    byte[] picture =
        has(LinkFault.TAIL) ? PictureTail.of(format(), original.read()) : original.read();
    if (has(LinkFault.OVERSIZED)) {
      fetch.sendEndless(contentType(), picture, OVERSIZED);
    } else if (has(LinkFault.TRUNCATED) || has(LinkFault.TRUNCATED_ONCE)) {
      fetch.sendHalf(contentType(), picture);
    } else if (has(LinkFault.GZIP)) {
      fetch.exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      fetch.send(contentType(), zipped(picture));
    } else {
      fetch.send(contentType(), picture);
    }
  }

  /** Two addresses that point at each other. */
  private String around() {
    var here = here();
    return here.endsWith(HOP) ? here.substring(0, here.length() - HOP.length()) : here + HOP;
  }

  private String here() {
    return fetch.exchange.getRequestURI().toString();
  }

  private PictureFormat format() {
    return fetch.task.format();
  }

  private String contentType() {
    return format().contentType();
  }

  private boolean has(LinkFault fault) {
    return fetch.task.has(fault);
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
