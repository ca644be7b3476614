package capas.image;

import capas.blob.Descriptor;
import capas.blob.MediaType;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes manifests. */
final class ManifestJson {

  private static final JsonTree JSON = new JsonTree(new JsonFactory());

  private ManifestJson() {}

  /** A Docker manifest with the fields in the order in which Go programs write them. */
  static byte[] docker(Descriptor config, List<Descriptor> layers) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2);
    root.put("mediaType", MediaType.DOCKER_MANIFEST.text());
    root.set("config", docker(config));
    ArrayNode list = root.putArray("layers");
    layers.forEach(layer -> list.add(docker(layer)));
    return JSON.bytes(root);
  }

  private static ObjectNode docker(Descriptor descriptor) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mediaType", descriptor.mediaType().text());
    node.put("size", descriptor.sizeInBytes());
    node.put("digest", descriptor.digest().text());
    if (!descriptor.urls().isEmpty()) {
      ArrayNode urls = node.putArray("urls");
      descriptor.urls().forEach(urls::add);
    }
    return node;
  }

  /** The same manifest with every media type in OCI's words, and all else as it was. */
  static byte[] oci(Manifest manifest, UnaryOperator<MediaType> words) {
    ObjectNode root = (ObjectNode) tree(manifest.bytes());
    root.put("mediaType", MediaType.OCI_MANIFEST.text());
    ObjectNode config = (ObjectNode) root.get("config");
    config.put("mediaType", words.apply(manifest.config().mediaType()).text());
    for (int i = 0; i < manifest.layers().size(); i++) {
      ObjectNode layer = (ObjectNode) root.get("layers").get(i);
      layer.put("mediaType", words.apply(manifest.layers().get(i).mediaType()).text());
    }
    return JSON.bytes(root);
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.read(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
