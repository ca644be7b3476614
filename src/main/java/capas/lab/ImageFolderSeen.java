package capas.lab;

import capas.store.StoredImage;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** The documents beside an image, with the keys that their names stand for. */
public record ImageFolderSeen(String folder, List<StoredImage.Document> documents) implements Told {

  public ImageFolderSeen {
    documents = List.copyOf(documents);
  }

  @Override
  public String toString() {
    return Teller.told(this, "ls " + folder);
  }
}
