package dev.darkroom.simulator.fault;

/**
 * Faults of result links and of what they lead to: of every picture and at every fetch, unless
 * {@link #ONLY_FIRST}, {@link #ONLY_LAST} or {@link #A_WHILE} say otherwise.
 */
public enum LinkFault implements Fault {
  /** HTML that is called a picture. */
  WRONG_TYPE,
  /** A page in the place of the picture, and called what it is: {@code html} or {@code json}. */
  PAGE("html"),
  /** Half of what {@code Content-Length} promised, every time. */
  TRUNCATED,
  /** As above, at the first fetch of each link only. */
  TRUNCATED_ONCE,
  /** A stream of more than 60 MiB without a {@code Content-Length}. */
  OVERSIZED,
  /** 403 at once. */
  EXPIRED_LINK,
  /** This status, with a line of text. */
  LINK_ANSWER("404"),
  /** A redirect to the metadata address of a cloud machine. */
  PRIVATE_REDIRECT,
  /** A redirect that never arrives. */
  REDIRECT_LOOP,
  /** A redirect to an address that a browser reads and {@link java.net.URI} does not. */
  ODD_REDIRECT,
  /** {@code Content-Encoding: gzip}, whatever was asked for. */
  GZIP,
  /** Bytes behind the end: 100,000, at an MP4 16; a WebP's own length is one too many. */
  TAIL,

  /** JPEG for PNG and PNG for JPEG, and called what they are. */
  OTHER_FORMAT,
  /** WebP, of a single colour. */
  WEBP,
  /** Half as wide as asked for. */
  OTHER_SIZE,
  /** A JPEG that lies on its side, with an EXIF orientation (5 to 8) that says so. */
  TURNED("6"),

  /** The links are {@code data:} URLs. */
  DATA_URL,
  /** The links hold this, in path and query, as it is. */
  ODD_LINKS(OddText.ALL),
  /** The links are this. */
  UNREADABLE_LINK("ht!tp::/nothing"),

  /** Only the first picture of several. */
  ONLY_FIRST,
  /** Only the last picture of several. */
  ONLY_LAST,
  /** Only the first so many fetches of each picture. */
  A_WHILE("2");

  private final String otherwise;

  LinkFault() {
    this("");
  }

  LinkFault(String otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public String otherwise() {
    return otherwise;
  }
}
