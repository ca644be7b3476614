package capas.layer;

/** A path that is not a relative path inside a layer. */
public final class UnsafeLayerPathException extends LayerException {

  UnsafeLayerPathException(String text) {
    super("unsafe-path", text.replace("\0", "\\0"));
  }
}
