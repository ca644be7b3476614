package capas.notebook;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.dflib.jjava.jupyter.Extension;

/**
 * The classes that a cell can name: those of {@code -cp} and JJava's, but not what their jars need
 * for themselves. The compiler's own class path would open twenty jars for every notebook, which
 * costs a tenth of a second, and would offer their classes to students.
 */
final class CellClassPath extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {

  private final List<File> places;
  private Map<String, List<ClassFile>> packages;

  CellClassPath(StandardJavaFileManager manager) {
    super(manager);
    Set<File> found = new LinkedHashSet<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
      found.add(new File(place));
    }
    found.add(placeOf(Extension.class));
    places = found.stream().filter(File::exists).toList();
  }

  private static File placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    List<JavaFileObject> classes = new ArrayList<>();
    if (kinds.contains(JavaFileObject.Kind.CLASS)) {
      packages()
          .forEach((name, found) -> {
            if (name.equals(packageName) || recurse && isInside(name, packageName)) {
              classes.addAll(found);
            }
          });
    }
    return classes;
  }

  private static boolean isInside(String name, String packageName) {
    return packageName.isEmpty() || name.startsWith(packageName + ".");
  }

  private synchronized Map<String, List<ClassFile>> packages() {
    if (packages == null) {
      try {
        packages = ClassFile.byPackage(places);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return packages;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ClassFile found
        ? found.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return location == StandardLocation.CLASS_PATH ? places : fileManager.getLocation(location);
  }

  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    return location == StandardLocation.CLASS_PATH
        ? places.stream().map(File::toPath).toList()
        : fileManager.getLocationAsPaths(location);
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return getJavaFileObjectsFromFiles(Arrays.asList(files));
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return getJavaFileObjectsFromStrings(Arrays.asList(names));
  }
}
