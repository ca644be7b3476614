package capas.registry;

import capas.image.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Turns a name without a registry ({@code httpd}) into full ones, by the rules of Podman.
 *
 * @see <a
 *     href="https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md">
 *     containers-registries.conf(5), short-name aliasing</a>
 */
final class ShortNames {

  private static final String DOCKER_HUB = "docker.io";

  private ShortNames() {}

  /**
   * The full names to try in turn, with the tag and digest of the short one.
   *
   * @param source the file that says so
   */
  record Resolved(List<ImageReference> candidates, PullEvent.Rule rule, Path source) {}

  /**
   * @throws RegistryException.ShortNameUnknown if there is no alias and no registry to search
   * @throws RegistryException.ShortNameAmbiguous if there are several and the mode is {@code
   *     enforcing}: Podman asks on a terminal, we do not choose
   */
  static Resolved resolve(ImageReference name, RegistriesConf conf) {
    RegistriesConf.Alias alias = conf.aliases().get(name.repository());
    if (alias != null) {
      ImageReference target = ImageReference.parse(alias.target());
      ImageReference full =
          new ImageReference(target.registry(), target.repository(), name.tag(), name.digest());
      return new Resolved(List.of(completed(full)), PullEvent.Rule.ALIAS, alias.file());
    }
    List<ImageReference> candidates =
        conf.search().stream().map(registry -> completed(in(registry, name))).toList();
    if (candidates.isEmpty()) {
      throw new RegistryException.ShortNameUnknown(name.text(), conf.file());
    }
    if (candidates.size() > 1 && conf.mode() == RegistriesConf.Mode.ENFORCING) {
      throw new RegistryException.ShortNameAmbiguous(name.text(), candidates, conf.file());
    }
    return new Resolved(candidates, PullEvent.Rule.SEARCH_LIST, conf.file());
  }

  /** A search registry may have a path behind its host. */
  private static ImageReference in(String registry, ImageReference name) {
    ImageReference full = ImageReference.parse(registry + "/" + name.repository());
    return new ImageReference(full.registry(), full.repository(), name.tag(), name.digest());
  }

  /** The Docker Hub keeps what has no namespace under {@code library/}. */
  static ImageReference completed(ImageReference name) {
    boolean bare = name.registry().equals(Optional.of(DOCKER_HUB));
    return bare && !name.repository().contains("/")
        ? new ImageReference(
            name.registry(), "library/" + name.repository(), name.tag(), name.digest())
        : name;
  }
}
