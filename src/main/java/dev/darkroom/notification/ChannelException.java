package dev.darkroom.notification;

/**
 * Darkroom could not get an outcome to a channel of its own, such as an event bus that denies
 * access. The message is kept in the record: it holds no secret and no address.
 */
public final class ChannelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChannelException(String message) {
    super(message);
  }

  public ChannelException(String message, Throwable cause) {
    super(message, cause);
  }
}
