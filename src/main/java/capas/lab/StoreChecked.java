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

  @Override
  public String toString() {
    return Teller.told(this, damage.toString());
  }
}
