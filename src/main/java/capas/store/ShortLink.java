package capas.store;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A layer's name in mount options, which must fit into one page of memory: 26 characters instead of
 * 64. It is drawn by lot, so it differs from store to store; nothing derives it.
 *
 * @param text one name in {@code overlay/l/}, where it leads to {@code ../LAYER/diff}
 */
public record ShortLink(String text) {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 26;

  /** A new one. */
  public static ShortLink random() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return new ShortLink(text.toString());
  }

  /** As it stands in {@code lower}: {@code l/LINK}. */
  public String inLower() {
    return "l/" + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
