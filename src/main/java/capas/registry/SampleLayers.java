package capas.registry;

import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.LayerWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The layers of the sample images: a small web server's file system, then what one layer can do to
 * those below it. In memory, for they are small: 2 MB, and a few hundred bytes.
 */
final class SampleLayers {

  /** 21 March 2024, the day of the image in the course. */
  static final long TIME = 1711006730L;

  private static final int FOLDER = 0755;
  private static final int FILE = 0644;
  private static final int PROGRAM = 0755;
  private static final List<String> COMMANDS =
      List.of("cat", "env", "find", "httpd", "id", "ls", "mount", "ps", "sh", "stat", "wget");

  private SampleLayers() {}

  /** A layer's uncompressed tar. */
  record Layer(byte[] tar) {
    DiffId diffId() {
      return new DiffId(Digest.of(tar));
    }
  }

  private interface Content {
    void writeTo(LayerWriter layer) throws IOException;
  }

  private static Layer layer(Content content) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (LayerWriter writer = LayerWriter.into(tar, TIME)) {
      content.writeTo(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Layer(tar.toByteArray());
  }

  /**
   * A system that runs and serves a page.
   *
   * @param busybox a statically linked busybox; if it is not there the system is text only
   */
  static Layer base(Path busybox) {
    return layer(to -> {
      to.folder("bin", FOLDER);
      if (Files.isReadable(busybox)) {
        to.file("bin/busybox", PROGRAM, Files.readAllBytes(busybox));
        for (String command : COMMANDS) {
          to.symlink("bin/" + command, "busybox");
        }
      } else {
        to.file("bin/README", FILE, text("No busybox-static here: nothing runs.\n"));
      }
      to.folder("etc", FOLDER);
      to.file("etc/group", FILE, text("root:x:0:\nwww:x:33:\n"));
      to.folder("etc/httpd", FOLDER);
      to.folder("etc/httpd/conf.d", FOLDER);
      to.file("etc/httpd/conf.d/site.conf", FILE, text("I:index.html\n"));
      to.file("etc/httpd/conf.d/welcome.conf", FILE, text("# The page of an empty server\n"));
      to.file("etc/os-release", FILE, text("ID=capas\nPRETTY_NAME=\"Capas sample\"\n"));
      to.file(
          "etc/passwd",
          FILE,
          text("root:x:0:0:root:/root:/bin/sh\nwww:x:33:33:www:/var/www:/bin/sh\n"));
      to.folder("root", 0700);
      to.folder("tmp", 01777);
      to.folder("usr", FOLDER);
      to.folder("usr/bin", FOLDER);
      to.folder("usr/share", FOLDER);
      to.folder("usr/share/icons", FOLDER);
      to.file("usr/share/icons/file.txt", FILE, text("[file]\n"));
      to.file("usr/share/icons/folder.txt", FILE, text("[folder]\n"));
      to.folder("var", FOLDER);
      to.folder("var/www", FOLDER);
      to.folder("var/www/html", FOLDER);
      to.file("var/www/html/index.html", FILE, text("<h1>Layer 1</h1>\n"));
    });
  }

  /** Deletes a file of the base, and puts a new folder in place of one of its folders. */
  static Layer deleting() {
    return layer(to -> {
      to.folder("etc", FOLDER);
      to.folder("etc/httpd", FOLDER);
      to.folder("etc/httpd/conf.d", FOLDER);
      to.file("etc/httpd/conf.d/.wh.welcome.conf", 0, new byte[0]);
      to.folder("usr", FOLDER);
      to.folder("usr/share", FOLDER);
      to.folder("usr/share/icons", FOLDER);
      to.file("usr/share/icons/.wh..wh..opq", 0, new byte[0]);
      to.file("usr/share/icons/folder.txt", FILE, text("(new folder)\n"));
    });
  }

  /** Changes one file, and has a hard link, a symlink, a setuid bit and an extended attribute. */
  static Layer changing() {
    return layer(to -> {
      to.folder("usr", FOLDER);
      to.folder("usr/bin", FOLDER);
      to.file("usr/bin/reload", 04755, text("#!/bin/sh\necho reload\n"));
      to.folder("var", FOLDER);
      to.folder("var/www", FOLDER);
      to.folder("var/www/html", FOLDER);
      to.file("var/www/html/index.html", FILE, text("<h1>Layer 3</h1>\n"));
      to.hardLink("var/www/html/home.html", "var/www/html/index.html");
      to.symlink("var/www/html/latest.html", "index.html");
      to.file(
          "var/www/html/logo.svg",
          FILE,
          text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
          Map.of("user.mime_type", "image/svg+xml"));
    });
  }

  /** Changes the same file in another way. */
  static Layer changingOtherwise() {
    return layer(to -> {
      to.folder("var", FOLDER);
      to.folder("var/www", FOLDER);
      to.folder("var/www/html", FOLDER);
      to.file("var/www/html/index.html", FILE, text("<h1>Layer 3, version 2</h1>\n"));
    });
  }

  /** One file that names an architecture. */
  static Layer saying(String architecture) {
    return layer(to -> to.file("architecture", FILE, text(architecture + "\n")));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
