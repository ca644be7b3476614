package capas.lab;

import capas.registry.Conversation;
import capas.words.Teller;
import capas.words.Told;

/** What was said between us and the registry. */
public record ConversationSeen(Conversation conversation) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, conversation);
  }
}
