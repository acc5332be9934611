package dev.darkroom.provider.support;

import dev.darkroom.provider.support.ResponseReader.TooLarge;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Says why a call failed in Darkroom's words: an exception's text may hold secrets. */
final class SafeReason {
  private static final int DEPTH = 10;

  private SafeReason() {}

  static String of(Throwable failure) {
    var cause = failure;
    for (int level = 0; level < DEPTH; level++) {
      var next = cause.getCause();
      if (next == null) {
        break;
      }
      cause = next;
    }
    return words(cause);
  }

  private static String words(Throwable cause) {
    return switch (cause) {
      case CircuitBreakerOpenException _ -> "not tried: it failed too often just now";
      case BulkheadException _ -> "not tried: too many calls under way";
      case TooLarge _ -> "the answer is larger than 8 MiB";
      case UnknownHostException _ -> "its host is unknown";
      case ConnectException _ -> "no connection";
      case SSLException _ -> "no secure connection";
      case Throwable other when other.getClass().getSimpleName().contains("Timeout") ->
          "no answer in time";
      case IOException _ -> "the connection broke";
      case Throwable other -> "broken off (" + other.getClass().getSimpleName() + ")";
    };
  }
}
