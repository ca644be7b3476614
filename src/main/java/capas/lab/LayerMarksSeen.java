package capas.lab;

import capas.linux.FileStatus;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** The whiteouts and opaque folders in the layers of an image, base first. */
public record LayerMarksSeen(String image, List<Mark> marks) implements Told {

  /**
   * One of them.
   *
   * @param layer 1 is the base
   * @param sign what hides: a device, an attribute or the name of a file
   * @param hides names in the layers below that do not show because of it, each with its layer
   */
  public record Mark(int layer, String path, FileStatus status, String sign, List<String> hides) {
    public Mark {
      hides = List.copyOf(hides);
    }

    /** Whether it is a name as in the layer's tar, for fuse-overlayfs. */
    public boolean isName() {
      return sign.startsWith(".wh.");
    }

    public boolean isWhiteout() {
      return !status.isFolder();
    }
  }

  public LayerMarksSeen {
    marks = List.copyOf(marks);
  }

  @Override
  public String toString() {
    return Teller.told(this, marks);
  }
}
