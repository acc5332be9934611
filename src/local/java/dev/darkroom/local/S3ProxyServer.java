package dev.darkroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 in this process, on the loopback interface. A bucket is a folder, an object a file in it
 * that one can open. Signatures are checked: a link that was tampered with opens nothing.
 */
public final class S3ProxyServer implements AutoCloseable {
  public static final String ACCESS_KEY = "localdarkroom";
  public static final String SECRET_KEY = "local-darkroom-secret";

  /** A little more than the largest image that is delivered. */
  private static final long LARGEST_OBJECT = 64L << 20;

  /** Pages of this machine put pictures by a link, as the bucket on AWS lets the page do. */
  private static final CrossOriginResourceSharing UPLOADS =
      new CrossOriginResourceSharing(
          List.of("http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?"),
          List.of("PUT"),
          List.of("content-type", "x-amz-checksum-sha256"),
          List.of(),
          "");

  private final S3Proxy server;
  private final Path folder;

  private S3ProxyServer(S3Proxy server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param where the buckets' folder is; made if absent
   * @param port 0: any that is free
   */
  public static S3ProxyServer start(Path where, int port) {
    var folder = where.toAbsolutePath().normalize(); // it lists nothing of any other
    try {
      Files.createDirectories(folder);
      var server =
          S3Proxy.builder()
              .blobStore(new PlainFileNames(new FilesystemNio2BlobStore(folder.toString())))
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
              .v4MaxNonChunkedRequestSize(LARGEST_OBJECT)
              .corsRules(UPLOADS)
              .build();
      server.start();
      return new S3ProxyServer(server, folder);
    } catch (Exception notStarted) {
      throw new IllegalStateException(
          "the embedded S3 did not start on port "
              + port
              + ": end the program that has it, or set DARKROOM_LOCAL_S3_PORT",
          notStarted);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Makes a bucket, unless it is there. */
  public S3ProxyServer withBucket(String name) {
    try {
      Files.createDirectories(folder.resolve(name));
      return this;
    } catch (IOException notMade) {
      throw new UncheckedIOException(notMade);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception notStopped) {
      throw new IllegalStateException("the embedded S3 did not stop", notStopped);
    }
  }
}
