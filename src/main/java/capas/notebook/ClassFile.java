package capas.notebook;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.SimpleJavaFileObject;

/** A compiled class in a jar or a folder. */
final class ClassFile extends SimpleJavaFileObject {

  private static final String SUFFIX = ".class";

  private interface Source {
    InputStream open() throws IOException;
  }

  private final String binaryName;
  private final Source source;

  private ClassFile(String path, Source source) {
    super(URI.create("class:///" + path), Kind.CLASS);
    this.binaryName = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
    this.source = source;
  }

  /** The name of the class, with a dollar between it and the class that it is in. */
  String binaryName() {
    return binaryName;
  }

  @Override
  public InputStream openInputStream() throws IOException {
    return source.open();
  }

  /** All classes of these jars and folders; of those in two places, the first. */
  static Map<String, List<ClassFile>> byPackage(List<File> places) throws IOException {
    Map<String, ClassFile> classes = new HashMap<>();
    for (File place : places) {
      for (ClassFile found : place.isDirectory() ? inFolder(place.toPath()) : inJar(place)) {
        classes.putIfAbsent(found.binaryName, found);
      }
    }
    Map<String, List<ClassFile>> packages = new HashMap<>();
    for (ClassFile found : classes.values()) {
      int dot = found.binaryName.lastIndexOf('.');
      String name = dot < 0 ? "" : found.binaryName.substring(0, dot);
      packages.computeIfAbsent(name, none -> new ArrayList<>()).add(found);
    }
    return packages;
  }

  private static List<ClassFile> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> isClass(file.toString()))
          .map(file ->
              new ClassFile(folder.relativize(file).toString(), () -> Files.newInputStream(file)))
          .toList();
    }
  }

  private static List<ClassFile> inJar(File jar) throws IOException {
    // Stays open: the compiler comes back for classes as long as the notebook lives.
    ZipFile zip = new ZipFile(jar);
    List<ClassFile> classes = new ArrayList<>();
    for (var entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      if (isClass(entry.getName()) && !entry.getName().startsWith("META-INF/")) {
        classes.add(new ClassFile(entry.getName(), () -> zip.getInputStream(entry)));
      }
    }
    return classes;
  }

  private static boolean isClass(String path) {
    return path.endsWith(SUFFIX) && !path.endsWith("module-info.class");
  }
}
