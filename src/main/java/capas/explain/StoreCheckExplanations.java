package capas.explain;

import capas.lab.ImagesSeen;
import capas.lab.StoreChecked;
import capas.lab.TarRebuilt;
import capas.store.Damage;
import capas.store.RebuiltTar;
import capas.words.Language;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a store is whole, and a layer what it was. */
final class StoreCheckExplanations {

  private static final int MOST_ROWS = 200;

  private final Language language;
  private final Phrases phrases;

  StoreCheckExplanations(Language language, Phrases phrases) {
    this.language = language;
    this.phrases = phrases;
  }

  List<Block> checked(StoreChecked checked) {
    if (checked.damage().isEmpty()) {
      return List.of(
          new Block.Note(Block.Note.Kind.RIGHT, phrases.say("damage.none", checked.graphroot())));
    }
    List<Block> blocks = new ArrayList<>();
    Set<Damage.Family> families = new LinkedHashSet<>();
    List<List<String>> rows = new ArrayList<>();
    for (Damage damage : checked.damage()) {
      families.add(damage.kind().family());
      if (rows.size() < MOST_ROWS) {
        rows.add(
            List.of(
                phrases.say("damage." + damage.kind()),
                checked.graphroot().relativize(damage.place()).toString(),
                damage.subject(),
                damage.expected(),
                damage.refusal().map(refusal -> refusal.what(language)).orElse(damage.actual())));
      }
    }
    blocks.add(
        new Block.Note(
            Block.Note.Kind.WRONG, phrases.say("damage.count", checked.damage().size())));
    blocks.add(
        new Block.Table(
            phrases.say("damage.caption", checked.graphroot()),
            List.of(
                phrases.say("damage.fault"),
                phrases.say("damage.place"),
                phrases.say("damage.subject"),
                phrases.say("damage.expected"),
                phrases.say("damage.actual")),
            rows));
    for (Damage.Family family : families) {
      blocks.add(new Block.Paragraph(phrases.say("family." + family)));
    }
    return blocks;
  }

  List<Block> images(ImagesSeen seen) {
    return List.of(
        new Block.Table(
            phrases.say("images.caption", seen.graphroot()),
            List.of(
                phrases.say("images.name"),
                phrases.say("images.id"),
                phrases.say("images.layers"),
                phrases.say("images.size")),
            seen.images().stream().map(this::image).toList()));
  }

  private List<String> image(ImagesSeen.Line image) {
    String id = image.id().length() < 12 ? image.id() : image.id().substring(0, 12);
    return List.of(
        image.name(),
        id,
        image
            .refusal()
            .map(refusal -> refusal.what(language))
            .orElse(Integer.toString(image.layers())),
        image.refusal().isPresent() ? "" : Sizes.of(image.sizeInBytes()));
  }

  List<Block> rebuilt(TarRebuilt rebuilt) {
    RebuiltTar tar = rebuilt.tar();
    String promised =
        tar.layer().record().diffId().map(diffId -> diffId.text()).orElse(phrases.say("tar.none"));
    return List.of(
        new Block.Command(
            List.of("wc -c " + tar.file(), "sha256sum " + tar.file()),
            List.of(tar.sizeInBytes() + " " + tar.file(), tar.digest().hex() + "  " + tar.file())),
        new Block.Paragraph(phrases.say("tar.how", rebuilt.number(), promised)),
        new Block.Note(
            tar.isProved() ? Block.Note.Kind.RIGHT : Block.Note.Kind.WRONG,
            phrases.say(tar.isProved() ? "tar.proved" : "tar.other")));
  }
}
