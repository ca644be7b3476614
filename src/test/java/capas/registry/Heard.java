package capas.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all events. */
final class Heard implements PullListener {

  final List<PullEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void on(PullEvent event) {
    events.add(event);
  }

  <E extends PullEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
