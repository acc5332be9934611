package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.page.PageConfig;
import dev.darkroom.page.PageFile;
import dev.darkroom.page.PageFiles;
import dev.darkroom.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** {@code GET} and {@code HEAD /ui}: the contact sheet and its files. */
@ApplicationScoped
class PageHttp {
  /**
   * What the page may do: run its own scripts, show what lies in the bucket, and ask the API. No
   * text can become a script in it, for it makes no element from text (Trusted Types).
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: BUCKET;"
          + " media-src BUCKET; connect-src 'self' BUCKET; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private final PageFiles files;
  private final PageConfig config;
  private final Query query;

  PageHttp(PageFiles files, PageConfig config, Query query) {
    this.files = files;
    this.config = config;
    this.query = query;
  }

  /** The page. Its addresses are relative to the path without a slash at the end. */
  HttpReply document(HttpRequest request) {
    if (!config.page()) {
      return HttpReply.noSuchRoute();
    }
    if (request.path().endsWith("/")) {
      return HttpReply.bytes(308, Map.of("location", "../ui"), new byte[0]);
    }
    var tag = "W/\"" + files.version() + "\"";
    if (request.header("if-none-match").filter(tags -> isAmong(tag, tags)).isPresent()) {
      return guarded(
          HttpReply.bytes(304, Map.of("etag", tag, "cache-control", "no-cache"), new byte[0]));
    }
    return reply(request, files.document()).with("etag", tag).with("cache-control", "no-cache");
  }

  /** A file of the page. */
  HttpReply file(HttpRequest request, Found found) {
    if (!config.page()) {
      return HttpReply.noSuchRoute();
    }
    var parameters = found.parameters();
    return files
        .file(parameters.getOrDefault("version", ""), parameters.getOrDefault("file", ""))
        .map(file -> reply(request, file).with("cache-control", FOR_GOOD))
        .orElseGet(HttpReply::noSuchRoute);
  }

  private HttpReply reply(HttpRequest request, PageFile file) {
    var headers = Map.of("content-type", file.contentType(), "vary", "accept-encoding");
    return guarded(
        takesGzip(request)
            ? HttpReply.bytes(200, headers, gzip(file.bytes())).with("content-encoding", "gzip")
            : HttpReply.bytes(200, headers, file.bytes()));
  }

  private HttpReply guarded(HttpReply reply) {
    return reply
        .with("content-security-policy", POLICY.replace("BUCKET", query.linkOrigin()))
        .with("referrer-policy", "no-referrer")
        .with("x-content-type-options", "nosniff");
  }

  /** Whether it is one of the tags, compared as weak ones (RFC 9110, section 13.1.2). */
  private static boolean isAmong(String tag, String tags) {
    return Arrays.stream(tags.split(",", -1))
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.equals(tag) || ("W/" + one).equals(tag));
  }

  private static boolean takesGzip(HttpRequest request) {
    return Arrays.stream(request.header("accept-encoding").orElse("").split(",", -1))
        .anyMatch(coding -> coding.strip().equals("gzip"));
  }

  private static byte[] gzip(byte[] bytes) {
    var output = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(output)) {
      gzip.write(bytes);
    } catch (IOException notInMemory) {
      throw new UncheckedIOException(notInMemory);
    }
    return output.toByteArray();
  }
}
