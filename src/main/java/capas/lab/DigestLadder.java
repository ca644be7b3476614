package capas.lab;

import capas.blob.Blob;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.image.Image;
import capas.image.ImageLayer;
import capas.registry.PulledImage;
import capas.words.Teller;
import capas.words.Told;
import java.util.ArrayList;
import java.util.List;

/** All the names of one image and of its layers, each beside what the bytes on the disk give. */
public record DigestLadder(List<Rung> rungs) implements Told {

  /** Which name it is. */
  public enum Kind {
    MANIFEST,
    IMAGE_ID,
    LAYER_DIGEST,
    DIFF_ID,
    CHAIN_ID,
    LAYER_ID
  }

  /**
   * One name.
   *
   * @param layer its place, the base being 1; 0 for the image as a whole
   * @param expected as somebody wrote it down; empty for a name that is only ever computed
   * @param actual as computed just now, from the bytes or from the names below
   * @param command that computes it in a shell, in the layout's folder
   */
  public record Rung(Kind kind, int layer, String expected, String actual, String command) {
    public boolean isRight() {
      return expected.isEmpty() || expected.equals(actual);
    }
  }

  public DigestLadder {
    rungs = List.copyOf(rungs);
  }

  static DigestLadder of(PulledImage pulled) {
    Image image = pulled.image();
    List<Rung> rungs = new ArrayList<>();
    Digest manifest = image.manifest().digest();
    rungs.add(
        new Rung(
            Kind.MANIFEST,
            0,
            manifest.text(),
            Digest.of(image.manifest().bytes()).text(),
            "sha256sum " + path(manifest)));
    Digest config = image.manifest().config().digest();
    rungs.add(
        new Rung(
            Kind.IMAGE_ID,
            0,
            config.text(),
            Digest.of(image.config().bytes()).text(),
            "sha256sum " + path(config)));
    for (ImageLayer layer : image.layers()) {
      Blob blob = pulled.layersBaseFirst().get(layer.position());
      layer(layer, blob, rungs);
    }
    return new DigestLadder(rungs);
  }

  private static void layer(ImageLayer layer, Blob blob, List<Rung> rungs) {
    int number = layer.position() + 1;
    DiffId inside = blob.decompress(Limits.USUAL).diffId();
    String file = path(layer.digest());
    rungs.add(
        new Rung(
            Kind.LAYER_DIGEST,
            number,
            layer.digest().text(),
            Hashing.ofFile(blob.path()).text(),
            "sha256sum " + file));
    rungs.add(
        new Rung(
            Kind.DIFF_ID,
            number,
            layer.diffId().text(),
            inside.text(),
            "zcat " + file + " | sha256sum"));
    rungs.add(new Rung(Kind.CHAIN_ID, number, "", layer.chainId().text(), ""));
    rungs.add(new Rung(Kind.LAYER_ID, number, "", layer.layerId().hex(), ""));
  }

  private static String path(Digest digest) {
    return "blobs/" + digest.text().replace(':', '/');
  }

  @Override
  public String toString() {
    return Teller.told(this, rungs.toString());
  }
}
