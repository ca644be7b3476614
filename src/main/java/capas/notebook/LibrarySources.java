package capas.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Javadoc of our own classes, read from their sources. JShell knows where the JDK keeps its
 * sources, and of no others.
 */
final class LibrarySources {

  private final Path place;

  /** Sources in a jar or in a folder. */
  LibrarySources(Path place) {
    this.place = place;
  }

  /** The sources of the classes that run here: the jar beside theirs, or the developer's tree. */
  static LibrarySources ofThisLibrary() {
    URI classes = URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation() + "");
    Path here = Path.of(classes);
    return new LibrarySources(
        Files.isDirectory(here)
            ? here.resolve("../../src/main/java").normalize()
            : here.resolveSibling("capas-sources.jar"));
  }

  /** The comment as it stands in the source, without its stars; nothing where there is none. */
  Optional<String> commentOf(SignedName name) {
    if (Files.isDirectory(place)) {
      return commentOf(name, place);
    }
    if (!Files.exists(place)) {
      return Optional.empty();
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return commentOf(name, jar.getPath("/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> commentOf(SignedName name, Path root) {
    String file = name.classes().getFirst() + ".java";
    try (Stream<Path> files = Files.walk(root)) {
      Optional<Path> found = files.filter(path -> path.endsWith(file)).findFirst();
      return found.isEmpty() ? Optional.empty() : commentIn(found.get(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> commentIn(Path file, SignedName name) throws IOException {
    JavacTask task = parsing(Files.readString(file));
    Comments comments = new Comments(DocTrees.instance(task), name);
    for (CompilationUnitTree unit : task.parse()) {
      comments.scan(unit, null);
    }
    return Optional.ofNullable(comments.best);
  }

  /** The compiler, set to parse this source and to say nothing. */
  static JavacTask parsing(String source) {
    URI name = URI.create("string:///Source.java");
    JavaFileObject file =
        new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    return (JavacTask)
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, silent -> {}, List.of("-proc:none"), null, List.of(file));
  }

  /** Finds the comment that fits a name best: of the method, else of its class. */
  private static final class Comments extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final SignedName wanted;
    private int depth;
    private int bestFit;
    private String best;

    Comments(DocTrees trees, SignedName wanted) {
      this.trees = trees;
      this.wanted = wanted;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      boolean onTheWay =
          depth < wanted.classes().size()
              && tree.getSimpleName().contentEquals(wanted.classes().get(depth));
      if (onTheWay) {
        depth++;
        if (depth == wanted.classes().size()) {
          offer(1);
        }
        super.visitClass(tree, nothing);
        depth--;
      }
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
      String name = tree.getName().toString();
      boolean constructor = name.equals("<init>") && wanted.isConstructor();
      if (isHere() && (constructor || name.equals(wanted.member()))) {
        offer(wanted.parameters().equals(parameters(tree)) ? 3 : 2);
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void nothing) {
      if (isHere() && tree.getName().contentEquals(wanted.member())) {
        offer(3);
      }
      return null;
    }

    private boolean isHere() {
      return depth == wanted.classes().size();
    }

    private void offer(int fit) {
      String comment = trees.getDocComment(getCurrentPath());
      if (comment != null && fit > bestFit) {
        best = comment;
        bestFit = fit;
      }
    }

    private static List<String> parameters(MethodTree tree) {
      return tree.getParameters().stream()
          .map(parameter -> SignedName.plainType(parameter.getType().toString()))
          .toList();
    }
  }
}
