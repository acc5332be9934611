package dev.darkroom.aws;

/** The scheme, host and port of a connection. */
record HttpOrigin(boolean isSecure, String host, int port) {
  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof HttpOrigin origin
        && isSecure == origin.isSecure
        && port == origin.port
        && host.equals(origin.host);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Boolean.hashCode(isSecure) + host.hashCode()) + port;
  }
}
