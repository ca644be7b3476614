package capas.lab;

import capas.store.Damage;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;

/** What is wrong in a store; nothing, if it is sound. */
public record StoreChecked(Path graphroot, List<Damage> damage) implements Told {

  public StoreChecked {
    damage = List.copyOf(damage);
  }

  /**
   * Gives itself again, to end a lesson with.
   *
   * @throws StoreLabException.StoreDamaged if there is a fault
   */
  public StoreChecked requireSound() {
    if (!damage.isEmpty()) {
      throw new StoreLabException.StoreDamaged(graphroot, damage.size());
    }
    return this;
  }

  @Override
  public String toString() {
    return Teller.told(this, damage);
  }
}
