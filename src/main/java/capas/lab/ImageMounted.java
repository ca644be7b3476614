package capas.lab;

import capas.linux.MountPoint;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/**
 * An image that shows as one tree.
 *
 * @param commands what was done
 * @param line of the mount table
 * @param layers how many lie below
 * @param bytesWithLinks of the names in {@code lowerdir=}, as they were written
 * @param bytesWithIds of the same with the layers' whole paths
 */
public record ImageMounted(
    List<String> commands,
    MountPoint line,
    Listing listing,
    int layers,
    int bytesWithLinks,
    int bytesWithIds)
    implements Told {

  public ImageMounted {
    commands = List.copyOf(commands);
  }

  @Override
  public String toString() {
    return Teller.told(this, line);
  }
}
