package dev.darkroom.link;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Makes certificates with the JDK's own tool, so that no key lies in the repository. */
public final class TestingCertificate {
  private static final String PASSWORD = "changeit";

  private TestingCertificate() {}

  /** A self-signed one for that host: identity for a server, trust for a client. */
  public static PfxOptions of(String host, Path folder) throws IOException, InterruptedException {
    var file = folder.resolve(host.replace('*', '_') + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(host.replace('*', '_') + ".log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed for " + host);
    }
    return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
  }
}
