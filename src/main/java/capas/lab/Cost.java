package capas.lab;

import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.image.Manifest;
import capas.image.OciLayout;
import capas.image.PullCost;
import capas.registry.Pull;
import capas.registry.PullStep;
import capas.registry.StepwisePull;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a pull would fetch. */
public record Cost(String name, PullCost cost) implements Told {

  /** Asks for the manifest alone, and looks what of it lies in the layout. */
  static Cost of(String name, Path folder) {
    try (StepwisePull pull = Pull.of(name).stepwise(folder)) {
      for (Optional<PullStep> step = pull.next(); step.isPresent(); step = pull.next()) {
        if (step.get() instanceof PullStep.ManifestFetched fetched) {
          Manifest manifest = fetched.manifest();
          return new Cost(name, PullCost.of(manifest, here(manifest, folder)));
        }
      }
      throw new ImageLabException.NothingToStep();
    }
  }

  private static Set<Digest> here(Manifest manifest, Path folder) {
    try (OciLayout layout = OciLayout.create(folder)) {
      BlobDirectory blobs = layout.blobs().orElseThrow();
      return manifest.layers().stream()
          .filter(layer -> blobs.find(layer).isPresent())
          .map(Descriptor::digest)
          .collect(Collectors.toSet());
    }
  }

  @Override
  public String toString() {
    return Teller.told(this, name);
  }
}
