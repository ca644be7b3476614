package capas.registry;

import java.util.List;

/** What was said between us and the registries of one pull, in the order in which we asked. */
public record Conversation(List<Exchange> inOrder) {

  public Conversation {
    inOrder = List.copyOf(inOrder);
  }

  /** The exchanges for this purpose, in order. */
  public List<Exchange> about(Exchange.Purpose purpose) {
    return inOrder.stream().filter(exchange -> exchange.purpose() == purpose).toList();
  }

  /** The bytes of all bodies that were received. */
  public long bodyBytes() {
    return inOrder.stream().mapToLong(Exchange::bodyBytes).sum();
  }

  /** What comes after the first {@code count} exchanges. */
  Conversation after(int count) {
    return new Conversation(inOrder.subList(Math.min(count, inOrder.size()), inOrder.size()));
  }

  @Override
  public String toString() {
    return inOrder.size() + " requests, " + bodyBytes() + " bytes";
  }
}
