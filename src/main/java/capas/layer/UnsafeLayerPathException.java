package capas.layer;

import capas.words.CapasException;

/** A path that is not a relative path inside a layer. */
public final class UnsafeLayerPathException extends CapasException {

  UnsafeLayerPathException(String text) {
    super("unsafe-path", text.replace("\0", "\\0"));
  }
}
