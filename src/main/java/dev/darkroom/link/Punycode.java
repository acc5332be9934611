package dev.darkroom.link;

/** Names of other alphabets in ASCII (RFC 3492, section 6.3). */
final class Punycode {
  private static final int BASE = 36;
  private static final int SMALLEST = 1;
  private static final int LARGEST = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE = 128;

  private Punycode() {}

  /** The encoded label, without {@code xn--}. */
  static String encoded(String label) {
    var result = new StringBuilder();
    label.codePoints().filter(one -> one < FIRST_CODE).forEach(result::appendCodePoint);
    int plain = result.length();
    if (plain > 0) {
      result.append('-');
    }
    int length = label.codePointCount(0, label.length());
    int code = FIRST_CODE;
    long delta = 0;
    int bias = FIRST_BIAS;
    for (int done = plain; done < length; delta++, code++) {
      int floor = code;
      int next = label.codePoints().filter(one -> one >= floor).min().orElseThrow();
      delta += (long) (next - code) * (done + 1);
      code = next;
      for (var points = label.codePoints().iterator(); points.hasNext(); ) {
        int one = points.nextInt();
        if (one < code) {
          delta++;
        } else if (one == code) {
          appendNumber(result, delta, bias);
          bias = bias(delta, done + 1, done == plain);
          delta = 0;
          done++;
        }
      }
    }
    return result.toString();
  }

  private static void appendNumber(StringBuilder to, long number, int bias) {
    long rest = number;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.clamp((long) k - bias, SMALLEST, LARGEST);
      if (rest < threshold) {
        to.append(digit((int) rest));
        return;
      }
      to.append(digit((int) (threshold + (rest - threshold) % (BASE - threshold))));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static char digit(int value) {
    return (char) (value < LARGEST ? 'a' + value : '0' + value - LARGEST);
  }

  private static int bias(long delta, int points, boolean isFirst) {
    long rest = isFirst ? delta / DAMP : delta / 2;
    rest += rest / points;
    int k = 0;
    while (rest > (BASE - SMALLEST) * LARGEST / 2) {
      rest /= BASE - SMALLEST;
      k += BASE;
    }
    return (int) (k + (BASE - SMALLEST + 1) * rest / (rest + SKEW));
  }
}
