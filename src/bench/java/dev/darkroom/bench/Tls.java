package dev.darkroom.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * What every counterpart shows: a certificate for {@code localhost}, made for this run by the JDK's
 * own tool, with a chain as AWS's: root, intermediate and server, RSA of 2048 bits each.
 */
final class Tls {
  private static final char[] PASSWORD = "not-a-secret".toCharArray();

  private final SSLSocketFactory sockets;
  private final Path trustStore;
  private final Path pem;

  private Tls(SSLSocketFactory sockets, Path trustStore, Path pem) {
    this.sockets = sockets;
    this.trustStore = trustStore;
    this.pem = pem;
  }

  /** Makes keys and certificates in that folder, in the place of those of the last run. */
  static Tls in(Path folder) throws IOException, InterruptedException {
    var store = Files.createDirectories(folder).resolve("tls.p12");
    Files.deleteIfExists(store);
    makePair(store, "root", "CN=bench root", "bc:c");
    makePair(store, "intermediate", "CN=bench intermediate", "bc:c", "-signer", "root");
    var names = "san=dns:localhost,ip:127.0.0.1";
    makePair(store, "server", "CN=localhost", names, "-signer", "intermediate");
    try (var in = new FileInputStream(store.toFile())) {
      var made = KeyStore.getInstance("PKCS12");
      made.load(in, PASSWORD);
      var root = made.getCertificate("root");
      return new Tls(
          serving(made.getKey("server", PASSWORD), made.getCertificateChain("server")),
          trusting(root, folder.resolve("trust.p12")).toAbsolutePath(),
          pem(root, folder.resolve("root.pem")).toAbsolutePath());
    } catch (GeneralSecurityException odd) {
      throw new IOException("no certificates", odd);
    }
  }

  /** The server's side upon a connection. */
  SSLSocket over(Socket connection) throws IOException {
    var layer = (SSLSocket) sockets.createSocket(connection, null, true);
    layer.setUseClientMode(false);
    return layer;
  }

  /** What a native image, or a JVM, takes as arguments to trust it and nobody else. */
  List<String> arguments() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trustStore, "-Djavax.net.ssl.trustStoreType=PKCS12");
  }

  /** What has Node.js and Python trust it: their AWS SDKs and their own HTTP clients. */
  Map<String, String> variables() {
    return Map.of(
        "NODE_EXTRA_CA_CERTS", pem.toString(),
        "AWS_CA_BUNDLE", pem.toString(),
        "SSL_CERT_FILE", pem.toString());
  }

  private static void makePair(
      Path store, String alias, String name, String extension, String... more)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-ext",
                extension,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  /** With the server's key alone: of several, a key manager takes which it likes. */
  private static SSLSocketFactory serving(java.security.Key key, Certificate[] chain)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("server", key, PASSWORD, chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }

  /** Without encryption and checksum: to undo them would be the function's work at its start. */
  private static Path trusting(Certificate root, Path file)
      throws GeneralSecurityException, IOException {
    Security.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    Security.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", root);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, null);
    }
    return file;
  }

  private static Path pem(Certificate root, Path file)
      throws GeneralSecurityException, IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
  }
}
