package capas.explain;

import capas.lab.Checked;
import capas.lab.Expectation;
import capas.lab.Prediction;
import capas.lab.Step;
import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.overlay.Changes;
import capas.overlay.MergedView;
import capas.overlay.UpperChange;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What a step did, and how it compares with what a student expected. */
final class StepExplanations {

  private final Explainer explainer;
  private final Phrases phrases;

  StepExplanations(Explainer explainer, Phrases phrases) {
    this.explainer = explainer;
    this.phrases = phrases;
  }

  List<Block> step(Step step) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Command(step.commands(), List.of()));
    step.shown().forEach(value -> blocks.addAll(explainer.explain(value).orElseThrow().blocks()));
    step.changes().ifPresent(changes -> blocks.add(changes(changes)));
    step.view().ifPresent(view -> blocks.add(where(view)));
    step.predictions().forEach(outcome -> blocks.add(outcome(outcome)));
    return blocks;
  }

  List<Block> prediction(Prediction prediction) {
    return List.of(
        new Block.Note(
            Block.Note.Kind.REMARK,
            phrases.say("prediction.made", prediction.folder(), names(prediction.names()))));
  }

  List<Block> checked(Checked checked) {
    return List.of(
        new Block.Table(
            phrases.say("checked.caption", checked.results().size()),
            List.of(
                phrases.say("checked.name"),
                phrases.say("checked.expected"),
                phrases.say("checked.actual"),
                phrases.say("checked.verdict")),
            checked.results().stream()
                .map(result ->
                    List.of(
                        result.expectation().name(),
                        expected(result.expectation()),
                        result.actual().orElse(phrases.say("checked.nothing")),
                        phrases.say("checked.right")))
                .toList()));
  }

  private String expected(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Seen seen -> phrases.say("expected.seen", seen.layer());
      case Expectation.Hidden hidden -> phrases.say("expected.hidden");
      case Expectation.Absent absent -> phrases.say("expected.absent");
      case Expectation.Text text -> phrases.say("expected.text", text.text());
    };
  }

  private Block outcome(Prediction.Outcome outcome) {
    String folder = outcome.prediction().folder();
    if (outcome.isRight()) {
      return new Block.Note(
          Block.Note.Kind.RIGHT, phrases.say("prediction.right", folder, names(outcome.found())));
    }
    return new Block.Note(
        Block.Note.Kind.WRONG,
        phrases.say(
            "prediction.wrong",
            folder,
            names(outcome.prediction().names()),
            names(outcome.found()),
            names(outcome.missing()),
            names(outcome.surprising())));
  }

  private String names(SortedSet<String> names) {
    return names.isEmpty() ? phrases.say("prediction.none") : String.join(" ", names);
  }

  private Block changes(Changes changes) {
    List<List<String>> rows = new ArrayList<>();
    changes.upper().forEach(change -> rows.add(List.of("upper", change(change))));
    if (changes.upper().isEmpty()) {
      rows.add(List.of("upper", phrases.say("changes.none")));
    }
    rows.add(
        List.of(
            "lower",
            changes.lowersTouched().isEmpty()
                ? phrases.say("changes.none")
                : phrases.say("changes.lower-touched", String.join(" ", changes.lowersTouched()))));
    rows.add(List.of("work", work(changes)));
    return new Block.Table(
        phrases.say("changes.caption"),
        List.of(phrases.say("changes.layer"), phrases.say("changes.what")),
        rows);
  }

  private String work(Changes changes) {
    if (changes.workNow().equals(changes.workBefore())) {
      return phrases.say("changes.none");
    }
    return phrases.say("changes.work", String.join(" ", changes.workNow()));
  }

  private String change(UpperChange change) {
    String path = change.path().toString();
    return switch (change) {
      case UpperChange.Created created -> phrases.say("change.created", path, kind(created));
      case UpperChange.CopiedUp copied -> copiedUp(copied);
      case UpperChange.Modified modified -> phrases.say("change.modified", path);
      case UpperChange.Hidden hidden ->
          phrases.say("change.hidden", path, String.join(", ", hidden.in()));
      case UpperChange.Removed removed -> phrases.say("change.removed", path);
      case UpperChange.MadeOpaque opaque -> phrases.say("change.opaque", path, opaque.attribute());
      case UpperChange.Redirected redirected ->
          phrases.say("change.redirected", path, redirected.attribute(), redirected.to());
    };
  }

  private String kind(UpperChange.Created created) {
    return created.entry() instanceof LayerEntry.Folder
        ? phrases.say("kind.folder")
        : phrases.say("kind.file");
  }

  private String copiedUp(UpperChange.CopiedUp copied) {
    String path = copied.path().toString();
    return switch (copied.entry()) {
      case LayerEntry.Folder folder -> phrases.say("change.copied-up-folder", path, copied.from());
      case LayerEntry.RegularFile file when file.metadataOnly() ->
          phrases.say("change.copied-up-metadata", path, copied.from());
      case LayerEntry.RegularFile file when copied.lowerLinks() > 1 ->
          phrases.say("change.copied-up-link", path, copied.from(), copied.lowerLinks());
      default -> phrases.say("change.copied-up", path, copied.from());
    };
  }

  private Block where(MergedView view) {
    List<List<String>> rows =
        view.names().values().stream()
            .map(name ->
                List.of(
                    name.path() + (name.entry() instanceof LayerEntry.Folder ? "/" : ""),
                    layers(name)))
            .toList();
    return new Block.Table(
        phrases.say("where.caption"),
        List.of(phrases.say("where.name"), phrases.say("where.layer")),
        rows);
  }

  private String layers(MergedView.Name name) {
    String first = name.layer().name();
    return name.mergedWith().isEmpty()
        ? first
        : first
            + " + "
            + name.mergedWith().stream()
                .map(DirectoryLayer::name)
                .collect(Collectors.joining(" + "));
  }
}
