package capas.registry;

import capas.registry.Exchange.Header;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the conversation down while it goes on, for several threads at once. */
final class Recorder {

  private final NavigableMap<Integer, Exchange> exchanges = new ConcurrentSkipListMap<>();
  private final AtomicInteger last = new AtomicInteger();

  /** A request goes out now. */
  Open begin(Ask ask, URI address, boolean authorized) {
    return new Open(last.incrementAndGet(), ask, address, authorized);
  }

  /** All that is finished. */
  Conversation sofar() {
    return new Conversation(List.copyOf(exchanges.values()));
  }

  /** A request that is not answered to the end yet. */
  final class Open {

    private final long began = System.nanoTime();
    private final int number;
    private final Ask ask;
    private final URI address;
    private final String curl;
    private int status;
    private List<Header> headers = List.of();

    private Open(int number, Ask ask, URI address, boolean authorized) {
      this.number = number;
      this.ask = ask;
      this.address = address;
      this.curl = Curl.line(ask, address, authorized);
    }

    void answered(Answer.Head head) {
      status = head.status();
      List<Header> kept = new ArrayList<>();
      for (String name : Exchange.HEADERS) {
        head.all(name).forEach(value -> kept.add(new Header(name, shown(name, value))));
      }
      headers = kept;
    }

    private String shown(String name, String value) {
      if (!name.equals("Location")) {
        return Curl.printable(value);
      }
      try {
        return Curl.shown(address.resolve(value), ask.address());
      } catch (RuntimeException unreadable) {
        return Curl.printable(value);
      }
    }

    void ended(long bodyBytes, Optional<String> failure) {
      exchanges.put(
          number,
          new Exchange(
              number,
              ask.purpose(),
              curl,
              ask.method(),
              Curl.shown(address, ask.address()),
              status,
              headers,
              bodyBytes,
              (System.nanoTime() - began) / 1_000_000,
              failure.map(Curl::printable)));
    }
  }
}
