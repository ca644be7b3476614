package capas.image;

import capas.blob.Descriptor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Changes the {@code index.json} of a layout; what it does not know, it leaves as it is. */
final class IndexJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private IndexJson() {}

  /** The same index with this name for this document; another that had the name loses its entry. */
  static byte[] with(byte[] index, Descriptor document, String name) throws IOException {
    // Read once as an index, so that nothing is built on a document that breaks its bounds.
    ImageDocument.parse(index, capas.blob.MediaType.OCI_INDEX);
    ObjectNode root = (ObjectNode) MAPPER.readTree(index);
    ArrayNode manifests = MAPPER.createArrayNode();
    for (JsonNode entry : root.path("manifests")) {
      if (!entry.path("annotations").path(OciLayout.REF_NAME).asText().equals(name)) {
        manifests.add(entry);
      }
    }
    ObjectNode added = manifests.addObject();
    added.put("mediaType", document.mediaType().text());
    added.put("digest", document.digest().text());
    added.put("size", document.sizeInBytes());
    added.putObject("annotations").put(OciLayout.REF_NAME, name);
    root.set("manifests", manifests);
    return bytes(root);
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
