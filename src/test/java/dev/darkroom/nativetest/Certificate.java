package dev.darkroom.nativetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate for {@code localhost}, made for this run by the JDK's own tool.
 *
 * @param keyStore holds it with its key; whoever takes it for a trust store trusts it
 */
record Certificate(Path keyStore) {
  static final String PASSWORD = "not-a-secret";

  static Certificate make(Path folder) {
    var keyStore = folder.resolve("localhost.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "localhost",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            keyStore.toString(),
            "-storepass",
            PASSWORD);
    try {
      var log = Files.createTempFile(folder, "keytool", ".log");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + Files.readString(log));
      }
    } catch (IOException notRun) {
      throw new UncheckedIOException(notRun);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while keytool ran", stopped);
    }
    return new Certificate(keyStore);
  }

  /** What a native image takes as arguments to trust it and nobody else. */
  List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + keyStore,
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }
}
