package capas.explain;

import capas.image.ImageReference;
import capas.lab.Loaded;
import capas.lab.PullBegun;
import capas.lab.PullLine;
import capas.lab.Pulled;
import capas.lab.RegistryStarted;
import capas.registry.Conversation;
import capas.registry.Exchange;
import capas.registry.PullEvent;
import capas.registry.PullStep;
import capas.words.Language;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A pull while it happens, and what was said between us and the registry. */
final class PullExplanations {

  private final Language language;
  private final Phrases phrases;

  PullExplanations(Language language, Phrases phrases) {
    this.language = language;
    this.phrases = phrases;
  }

  List<Block> registry(RegistryStarted started) {
    return List.of(
        new Block.Command(List.of("./capas registry"), started.images()),
        new Block.Paragraph(phrases.say("registry.started", started.address())));
  }

  /** The lines in the order in which they began; those that say one thing go into one block. */
  List<Block> transcript(List<PullLine> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (PullLine line : lines) {
      if (line instanceof PullLine.Layer layer && layer.state() == PullLine.State.COMING) {
        flush(said, blocks);
        blocks.add(bar(layer));
      } else {
        said.addAll(said(line));
      }
    }
    flush(said, blocks);
    return blocks;
  }

  private static void flush(List<String> said, List<Block> blocks) {
    if (!said.isEmpty()) {
      blocks.add(new Block.Command(List.of(), said));
      said.clear();
    }
  }

  private Block bar(PullLine.Layer layer) {
    return new Block.Bar(
        "Copying blob " + layer.blob().shortHex(),
        layer.bytesHere(),
        layer.bytesTotal(),
        phrases.say(
            "pull.coming",
            Sizes.of(layer.bytesHere()),
            Sizes.of(layer.bytesTotal()),
            Sizes.of(layer.bytesPerSecond()),
            layer.left().toSeconds()));
  }

  private List<String> said(PullLine line) {
    return switch (line) {
      case PullLine.Layer layer ->
          List.of("Copying blob " + layer.blob().shortHex() + " " + end(layer.state()));
      case PullLine.Happened happened -> said(happened.event());
    };
  }

  private String end(PullLine.State state) {
    return switch (state) {
      case DONE -> "done   | ";
      case ALREADY_HERE -> "skipped: already exists";
      case COMING, STOPPED -> phrases.say("pull.stopped");
    };
  }

  /** Podman's own words where it has them, so that a student finds them again in a terminal. */
  private List<String> said(PullEvent event) {
    return switch (event) {
      case PullEvent.ShortNameResolved resolved ->
          List.of(
              phrases.say(
                  "pull.short-name",
                  resolved.shortName().text(),
                  resolved.candidates().stream()
                      .map(ImageReference::text)
                      .collect(Collectors.joining(", ")),
                  resolved.source()));
      case PullEvent.Trying trying ->
          List.of("Trying to pull " + trying.reference().text() + "...");
      case PullEvent.WentOn on ->
          List.of(phrases.say("pull.went-on", on.location(), on.why().what(language)));
      case PullEvent.CredentialsGoElsewhere elsewhere ->
          List.of(phrases.say("pull.credentials", elsewhere.registry(), elsewhere.tokenService()));
      case PullEvent.GettingSignatures signatures -> List.of("Getting image source signatures");
      case PullEvent.ConfigDone config ->
          List.of("Copying config " + config.blob().hex().substring(0, 10) + " done   | ");
      case PullEvent.ManifestWritten written -> List.of("Writing manifest to image destination");
      case PullEvent.Retrying again ->
          List.of(
              phrases.say(
                  "pull.retrying",
                  again.what(),
                  phrases.say("pull.reason." + again.reason()),
                  again.pause().toMillis() / 1000.0,
                  again.attempt()));
      case PullEvent.LayersFound found -> List.of();
      case PullEvent.BlobStarted begun -> List.of();
      case PullEvent.BlobProgress progress -> List.of();
      case PullEvent.BlobDone done -> List.of();
      case PullEvent.BlobAlreadyHere here -> List.of();
    };
  }

  List<Block> pulled(Pulled pulled) {
    List<Block> blocks = new ArrayList<>();
    if (!pulled.lines().isEmpty()) {
      blocks.addAll(transcript(pulled.lines()));
    }
    blocks.add(new Block.Command(List.of(), List.of(pulled.image().imageId().hex())));
    return blocks;
  }

  List<Block> loaded(Loaded loaded) {
    return List.of(new Block.Command(List.of("podman load -i " + loaded.path()), loaded.names()));
  }

  List<Block> begun(PullBegun begun) {
    return List.of(new Block.Paragraph(phrases.say("steps.begun", begun.name())));
  }

  List<Block> step(PullStep step) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(stepSaid(step)));
    blocks.addAll(conversation(step.conversation()));
    return blocks;
  }

  private String stepSaid(PullStep step) {
    return switch (step) {
      case PullStep.NameCompleted name ->
          phrases.say(
              "step.name",
              name.asked().text(),
              name.name().text(),
              String.join(", ", name.locations()));
      case PullStep.Pinged pinged ->
          phrases.say(pinged.wantsLogin() ? "step.ping-login" : "step.ping", pinged.location());
      case PullStep.LoggedIn in -> phrases.say("step.login", in.registry());
      case PullStep.IndexFetched index -> phrases.say("step.index", index.index().entries().size());
      case PullStep.PlatformChosen chosen ->
          phrases.say("step.platform", chosen.wanted(), chosen.entry().descriptor().digest());
      case PullStep.ManifestFetched fetched ->
          phrases.say(
              "step.manifest",
              fetched.manifest().layers().size(),
              Sizes.of(fetched.manifest().totalInBytes()),
              fetched.manifest().digest().text());
      case PullStep.ConfigFetched config ->
          phrases.say("step.config", config.image().imageId().text());
      case PullStep.LayersFetched layers -> phrases.say("step.layers", layers.baseFirst().size());
      case PullStep.LayoutWritten written ->
          phrases.say("step.written", written.pulled().reference().text());
    };
  }

  List<Block> conversation(Conversation conversation) {
    return conversation.inOrder().stream().map(this::exchange).toList();
  }

  private Block exchange(Exchange exchange) {
    List<String> answer = new ArrayList<>();
    exchange.failure().ifPresent(failure -> answer.add("! " + failure));
    if (exchange.status() != 0) {
      answer.add("HTTP " + exchange.status());
      exchange.headers().forEach(header -> answer.add(header.toString()));
    }
    return new Block.Command(List.of(exchange.curl()), answer);
  }
}
