package capas.registry;

import capas.blob.BlobDirectory;
import capas.blob.Compression;
import capas.blob.Digest;
import capas.blob.LayerWriter;
import capas.blob.MediaType;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageDocument;
import capas.image.Manifest;
import capas.image.OciLayout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An image of layers that cannot be compressed, for measuring what is sent. */
final class RandomImage {

  private RandomImage() {}

  /** Makes it in a layout, one layer of each size in bytes, and says its name. */
  static String makeIn(Path folder, int... sizes) throws Exception {
    try (OciLayout layout = OciLayout.create(folder)) {
      BlobDirectory blobs = layout.blobs().orElseThrow();
      Random chance = new Random(7);
      List<String> layers = new ArrayList<>();
      List<String> diffIds = new ArrayList<>();
      for (int size : sizes) {
        byte[] content = new byte[size];
        chance.nextBytes(content);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (LayerWriter writer = LayerWriter.into(tar, 0)) {
          writer.file("file" + layers.size(), 0644, content);
        }
        byte[] layer = LayerWriter.compressed(tar.toByteArray(), Compression.GZIP);
        blobs.put(MediaType.OCI_LAYER_GZIP, layer);
        layers.add(json(MediaType.OCI_LAYER_GZIP, layer));
        diffIds.add('"' + Digest.of(tar.toByteArray()).text() + '"');
      }
      byte[] config =
          """
          {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[%s]}}\
          """
              .formatted(String.join(",", diffIds))
              .getBytes(StandardCharsets.UTF_8);
      blobs.put(MediaType.OCI_CONFIG, config);
      byte[] manifest = manifest(config, layers).getBytes(StandardCharsets.UTF_8);
      layout.add(
          Image.of((Manifest) ImageDocument.parse(manifest), ImageConfig.parse(config)),
          "random/image:latest");
      return "random/image:latest";
    }
  }

  static String manifest(byte[] config, List<String> layers) {
    return """
    {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
    """
        .formatted(
            MediaType.OCI_MANIFEST, json(MediaType.OCI_CONFIG, config), String.join(",", layers));
  }

  static String json(MediaType type, byte[] bytes) {
    return """
    {"mediaType":"%s","digest":"%s","size":%d}\
    """
        .formatted(type, Digest.of(bytes).text(), bytes.length);
  }
}
