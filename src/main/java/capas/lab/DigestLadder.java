package capas.lab;

import capas.blob.BlobDirectory;
import capas.blob.Compression;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.image.Image;
import capas.image.ImageLayer;
import capas.image.OciLayout;
import capas.image.Proof;
import capas.registry.PulledImage;
import capas.words.Teller;
import capas.words.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<Rung> rungs = new ArrayList<>();
    try (OciLayout layout = OciLayout.open(pulled.folder())) {
      BlobDirectory blobs = layout.blobs().orElseThrow();
      for (Proof proof : Proof.of(pulled.image(), blobs, Limits.USUAL)) {
        rungs.add(rung(proof, pulled.image()));
        if (proof.rung() == Proof.Rung.DIFF_ID) {
          ImageLayer layer = pulled.image().layers().get(proof.layer().getAsInt());
          int number = layer.position() + 1;
          rungs.add(new Rung(Kind.CHAIN_ID, number, "", layer.chainId().text(), ""));
          rungs.add(new Rung(Kind.LAYER_ID, number, "", layer.layerId().hex(), ""));
        }
      }
    }
    return new DigestLadder(rungs);
  }

  private static Rung rung(Proof proof, Image image) {
    int number = proof.layer().isPresent() ? proof.layer().getAsInt() + 1 : 0;
    String expected = proof.expected().text();
    String actual = proof.actual().text();
    String sum = "sha256sum " + path(proof.expected());
    return switch (proof.rung()) {
      case MANIFEST -> new Rung(Kind.MANIFEST, number, expected, actual, sum);
      case CONFIG -> new Rung(Kind.IMAGE_ID, number, expected, actual, sum);
      case LAYER -> new Rung(Kind.LAYER_DIGEST, number, expected, actual, sum);
      case DIFF_ID -> {
        ImageLayer layer = image.layers().get(number - 1);
        boolean zstd =
            layer.descriptor().mediaType().compression().equals(Optional.of(Compression.ZSTD));
        String open = (zstd ? "zstdcat " : "zcat ") + path(layer.digest()) + " | sha256sum";
        yield new Rung(Kind.DIFF_ID, number, expected, actual, open);
      }
    };
  }

  /** Where a blob lies, from the layout's folder. */
  static String path(Digest digest) {
    return "blobs/" + digest.text().replace(':', '/');
  }

  @Override
  public String toString() {
    return Teller.told(this, rungs);
  }
}
