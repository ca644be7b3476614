package capas.image;

import capas.blob.Descriptor;
import capas.blob.MediaType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes manifests. */
final class ManifestJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ManifestJson() {}

  /** A Docker manifest with the fields in the order in which Go programs write them. */
  static byte[] docker(Descriptor config, List<Descriptor> layers) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schemaVersion", 2);
    root.put("mediaType", MediaType.DOCKER_MANIFEST.text());
    root.set("config", docker(config));
    ArrayNode list = root.putArray("layers");
    layers.forEach(layer -> list.add(docker(layer)));
    return bytes(root);
  }

  private static ObjectNode docker(Descriptor descriptor) {
    ObjectNode node = MAPPER.createObjectNode();
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
    return bytes(root);
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
