package capas.image;

import capas.blob.Descriptor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Changes the {@code index.json} of a layout; what it does not know, it leaves as it is. */
final class IndexJson {

  private static final JsonTree JSON = new JsonTree(new JsonFactory());

  private IndexJson() {}

  /** The same index with this name for this document; another that had the name loses its entry. */
  static byte[] with(byte[] index, Descriptor document, String name) throws IOException {
    // Read once as an index, so that nothing is built on a document that breaks its bounds.
    ImageDocument.parse(index, capas.blob.MediaType.OCI_INDEX);
    ObjectNode root = (ObjectNode) JSON.read(index);
    ArrayNode manifests = JsonNodeFactory.instance.arrayNode();
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
    return JSON.bytes(root);
  }
}
