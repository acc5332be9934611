package dev.darkroom.page;

import dev.darkroom.base.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the page. They are read at each request and not kept: requests are rare, and memory
 * is a budget. Their version alone is kept, from the first request on.
 *
 * <p>The version is a hash of them all. It is a part of their addresses, so a browser may keep a
 * file for good, and a page never mixes the modules of two releases.
 */
@ApplicationScoped
public class PageFiles {
  private static final String FOLDER = "/page/";
  private static final String DOCUMENT = "index.html";

  /** Preact and htm in one module, from the artifact org.mvnpm:htm of the pom. */
  private static final String HTM = "/META-INF/resources/_static/htm/3.1.1/preact/standalone.mjs";

  private static final List<String> OWN =
      List.of(
          "style.css",
          "main.js",
          "api.js",
          "records.js",
          "parts.js",
          "sheet.js",
          "detail.js",
          "form.js",
          "webhooks.js",
          "icon.svg");

  private static final Map<String, String> PLACES = places();

  private final InboxAddress inbox;
  private volatile Optional<String> version = Optional.empty();

  public PageFiles(InboxAddress inbox) {
    this.inbox = inbox;
  }

  /** The page itself, which names its files by their version. */
  public PageFile document() {
    var text = new String(read(FOLDER + DOCUMENT), StandardCharsets.UTF_8);
    var named = text.replace("{version}", version()).replace("{inbox}", inbox.path());
    return new PageFile(DOCUMENT, named.getBytes(StandardCharsets.UTF_8));
  }

  /** A file of this version; empty: there is no such file, or only in another version. */
  public Optional<PageFile> file(String version, String name) {
    return Optional.ofNullable(PLACES.get(name))
        .filter(place -> version.equals(version()))
        .map(place -> new PageFile(name, read(place)));
  }

  /** The version of the page that is served: 16 hexadecimal digits. */
  public String version() {
    if (version.isEmpty()) {
      version = Optional.of(hashOfAll());
    }
    return version.orElseThrow();
  }

  private static String hashOfAll() {
    var all = new StringBuilder(Sha256.hex(read(FOLDER + DOCUMENT)));
    PLACES.forEach((name, place) -> all.append(name).append(Sha256.hex(read(place))));
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  private static Map<String, String> places() {
    var places = new LinkedHashMap<String, String>();
    OWN.forEach(name -> places.put(name, FOLDER + name));
    places.put("htm.js", HTM);
    return places;
  }

  private static byte[] read(String place) {
    try (var stream = PageFiles.class.getResourceAsStream(place)) {
      if (stream == null) {
        throw new IllegalStateException(place + " is not in the artifact");
      }
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
