package dev.darkroom.link;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Knows only what it was told, and remembers what it was asked. */
public final class TestingResolver implements LinkGuard.Resolver {
  private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();

  public void knows(String host, String... addresses) {
    known.put(host, Stream.of(addresses).map(InetAddress::ofLiteral).toList());
  }

  public List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    questions.add(host);
    var addresses = known.getOrDefault(host, List.of());
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return addresses;
  }
}
