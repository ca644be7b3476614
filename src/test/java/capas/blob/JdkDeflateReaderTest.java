package capas.blob;

class JdkDeflateReaderTest extends DeflateReaderContract {

  @Override
  DeflateReader open() {
    return new JdkDeflateReader();
  }
}
