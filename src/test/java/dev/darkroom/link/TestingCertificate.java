package dev.darkroom.link;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes certificates with the JDK's own tool, so that no key lies in the repository; one for each
 * host and run of the tests, for the tool takes half a second.
 */
public final class TestingCertificate {
  private static final String PASSWORD = "changeit";
  private static final Map<String, Path> FILES = new ConcurrentHashMap<>();

  private TestingCertificate() {}

  /** A self-signed one for that host: identity for a server, trust for a client. */
  public static PfxOptions of(String host) {
    return of("dns", host);
  }

  /** With a name of another type, as keytool calls it. */
  static PfxOptions of(String type, String name) {
    var file = FILES.computeIfAbsent(type + ":" + name, TestingCertificate::made);
    return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
  }

  private static Path made(String name) {
    try {
      var folder = Files.createTempDirectory("certificate");
      folder.toFile().deleteOnExit();
      var file = folder.resolve("server.p12");
      var log = folder.resolve("keytool.log");
      log.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      var keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "SAN=" + name,
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed for " + name);
      }
      return file;
    } catch (IOException notMade) {
      throw new UncheckedIOException(notMade);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
