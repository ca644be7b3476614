package capas.image;

/** The two ways of writing the same things down. */
public enum ManifestFormat {
  OCI("OCI"),
  /** Docker image manifest version 2, schema 2. */
  DOCKER("Docker V2");

  private final String words;

  ManifestFormat(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
