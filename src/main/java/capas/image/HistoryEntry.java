package capas.image;

import java.util.Optional;
import java.util.Set;

/**
 * One step of the building of an image, as {@code podman history} shows it.
 *
 * @param created time as RFC 3339 has it
 * @param createdBy the command
 * @param emptyLayer whether the step made no layer, as {@code CMD} or {@code ENV}
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties">image-spec,
 *     config, history</a>
 */
public record HistoryEntry(
    Optional<String> created,
    Optional<String> createdBy,
    Optional<String> author,
    Optional<String> comment,
    boolean emptyLayer) {

  private static final Set<String> KNOWN =
      Set.of("created", "created_by", "author", "comment", "empty_layer");

  static HistoryEntry read(FieldsJson fields) {
    fields.othersThan(KNOWN);
    return new HistoryEntry(
        fields.text("created"),
        fields.text("created_by"),
        fields.text("author"),
        fields.text("comment"),
        fields.truth("empty_layer"));
  }

  /** The command, or the comment where there is no command. */
  @Override
  public String toString() {
    return ImageException.quote(createdBy.or(() -> comment).orElse(""));
  }
}
