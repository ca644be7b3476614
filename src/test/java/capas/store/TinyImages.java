package capas.store;

import capas.blob.BlobDirectory;
import capas.blob.Compression;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.LayerWriter;
import capas.blob.MediaType;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageDocument;
import capas.image.ImageIndex;
import capas.image.Manifest;
import capas.image.OciLayout;
import capas.image.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Small images of which every layer has something that is easily lost: {@code tiny:docker}, {@code
 * tiny:oci} and {@code tiny:zstd} of the same three layers, {@code tiny:index} through a list, and
 * {@code tiny:other} with another top layer.
 */
final class TinyImages {

  static final List<String> TAGS = List.of("docker", "oci", "zstd", "index", "other");

  private static final Instant WHEN = Instant.ofEpochSecond(1_711_004_400);

  private final OciLayout layout;
  private final BlobDirectory blobs;

  private TinyImages(OciLayout layout) {
    this.layout = layout;
    this.blobs = layout.blobs().orElseThrow();
  }

  static void makeIn(Path folder) throws IOException {
    try (OciLayout layout = OciLayout.create(folder)) {
      TinyImages images = new TinyImages(layout);
      List<byte[]> three = List.of(base(), hiding(), odd());
      images.add("docker", image(images, three, MediaType.DOCKER_LAYER_GZIP, "docker"));
      images.add("oci", image(images, three, MediaType.OCI_LAYER_GZIP, "oci"));
      images.add("zstd", image(images, three, MediaType.OCI_LAYER_ZSTD, "zstd"));
      images.add(
          "other",
          image(images, List.of(base(), hiding(), noise(3)), MediaType.OCI_LAYER_GZIP, "other"));
      images.addIndex();
    }
  }

  /** An image {@code TAG} on the tiny base with one more layer that nobody else has. */
  static void addTo(Path folder, String tag, int seed, int bytes) throws IOException {
    try (OciLayout layout = OciLayout.create(folder)) {
      TinyImages images = new TinyImages(layout);
      byte[] more = new byte[bytes];
      new Random(seed).nextBytes(more);
      byte[] top = new Tar().file("more-" + seed, 0644, more).end();
      images.add(tag, image(images, List.of(base(), hiding(), top), MediaType.OCI_LAYER_GZIP, tag));
    }
  }

  private void add(String tag, Image image) {
    layout.add(image, "tiny:" + tag);
  }

  private void addIndex() throws IOException {
    Image image = image(this, List.of(base(), noise(9)), MediaType.OCI_LAYER_GZIP, "index");
    Descriptor promise = blobs.put(MediaType.OCI_MANIFEST, image.manifest().bytes()).descriptor();
    String index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d,\
        "platform":{"architecture":"%s","os":"linux"}}]}\
        """
            .formatted(
                MediaType.OCI_INDEX,
                promise.mediaType(),
                promise.digest().text(),
                promise.sizeInBytes(),
                Platform.ofThisMachine().architecture());
    layout.add((ImageIndex) ImageDocument.parse(utf8(index)), "tiny:index");
  }

  private static Image image(
      TinyImages images, List<byte[]> tars, MediaType layerType, String comment) {
    boolean docker = layerType.isDocker();
    List<String> layers = new ArrayList<>();
    for (byte[] tar : tars) {
      Compression compression =
          layerType.equals(MediaType.OCI_LAYER_ZSTD) ? Compression.ZSTD : Compression.GZIP;
      layers.add(
          json(images.blobs.put(layerType, LayerWriter.compressed(tar, compression)).descriptor()));
    }
    byte[] config =
        utf8(
            """
            {"created":"2024-03-21T07:00:00.5Z","architecture":"%s","os":"linux",\
            "config":{"Cmd":["/bin/busybox","id"],"Labels":{"c":"<%s>"}},\
            "rootfs":{"type":"layers","diff_ids":[%s]}}\
            """
                .formatted(
                    Platform.ofThisMachine().architecture(),
                    comment,
                    tars.stream()
                        .map(tar -> '"' + new DiffId(Digest.of(tar)).text() + '"')
                        .collect(Collectors.joining(","))));
    MediaType configType = docker ? MediaType.DOCKER_CONFIG : MediaType.OCI_CONFIG;
    MediaType manifestType = docker ? MediaType.DOCKER_MANIFEST : MediaType.OCI_MANIFEST;
    Descriptor promise = images.blobs.put(configType, config).descriptor();
    byte[] manifest =
        utf8(
            """
            {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
            """
                .formatted(manifestType, json(promise), String.join(",", layers)));
    return Image.of((Manifest) ImageDocument.parse(manifest), ImageConfig.parse(config));
  }

  private static String json(Descriptor descriptor) {
    return """
    {"mediaType":"%s","digest":"%s","size":%d}\
    """
        .formatted(descriptor.mediaType(), descriptor.digest().text(), descriptor.sizeInBytes());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] base() throws IOException {
    Path busybox = Path.of("/bin/busybox");
    byte[] program = Files.exists(busybox) ? Files.readAllBytes(busybox) : utf8("no busybox");
    return new Tar()
        .folder("./", 0711, 7)
        .folder("bin/", 0755, 0)
        .file("bin/busybox", 0755, program)
        .symlink("bin/sh", "busybox")
        .hardLink("bin/ls", "bin/busybox")
        .folder("etc/", 0755, 0)
        .file("etc/passwd", 0644, utf8("root:x:0:0::/:/bin/sh\n"))
        .folder("opt/", 0755, 0)
        .folder("opt/old/", 0750, 48)
        .file("opt/old/gone", 0600, utf8("gone"))
        .folder("usr/", 0755, 0)
        .folder("usr/doc/", 0755, 0)
        .file("usr/doc/readme", 0644, utf8("read me"))
        .folder("tmp/", 01777, 0)
        .end();
  }

  private static byte[] hiding() throws IOException {
    return new Tar()
        .folder("usr/", 0755, 0)
        .folder("usr/doc/", 0755, 0)
        .file("usr/doc/.wh.readme", 0, new byte[0])
        .folder("opt/", 0755, 0)
        .folder("opt/old/", 0700, 48)
        .file("opt/old/.wh..wh..opq", 0, new byte[0])
        .file("opt/old/new", 0644, utf8("new"))
        .end();
  }

  private static byte[] odd() throws IOException {
    Tar tar = new Tar().folder("etc/", 0755, 0);
    TarArchiveEntry passwd = tar.entry("etc/passwd", TarConstants.LF_NORMAL, 0640, 3_000_000);
    passwd.setLastModifiedTime(FileTime.from(WHEN.plusNanos(123_456_700)));
    tar.put(passwd, utf8("root:x:0:0::/:/bin/sh\nweb:x:48:48::/:/bin/sh\n"));
    TarArchiveEntry ping = tar.entry("ping", TarConstants.LF_NORMAL, 0755, 0);
    // cap_net_raw=ep, of version 2.
    ping.addPaxHeader(
        "SCHILY.xattr.security.capability", "\1\0\0\2\0\40\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    ping.addPaxHeader("SCHILY.xattr.user.demo", "sí");
    tar.put(ping, utf8("ping"));
    tar.file("su", 04755, utf8("su"));
    tar.put(tar.entry("pipe", TarConstants.LF_FIFO, 0600, 0), new byte[0]);
    tar.file("año-日本.txt", 0644, utf8("ñ"));
    String far = "d".repeat(90) + "/" + "e".repeat(90);
    tar.folder("d".repeat(90) + "/", 0755, 0).folder(far + "/", 0755, 0);
    return tar.file(far + "/" + "f".repeat(90), 0644, noiseBytes(70_000, 1)).end();
  }

  private static byte[] noise(int seed) throws IOException {
    return new Tar().file("noise", 0644, noiseBytes(100_000, seed)).end();
  }

  private static byte[] noiseBytes(int count, int seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** A tar in the making. */
  private static final class Tar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tar() {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    TarArchiveEntry entry(String name, byte type, int mode, int uid) {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setMode(mode);
      entry.setIds(uid, uid);
      entry.setNames("", "");
      entry.setLastModifiedTime(FileTime.from(WHEN));
      return entry;
    }

    Tar put(TarArchiveEntry entry, byte[] content) throws IOException {
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    }

    Tar folder(String name, int mode, int uid) throws IOException {
      return put(entry(name, TarConstants.LF_DIR, mode, uid), new byte[0]);
    }

    Tar file(String name, int mode, byte[] content) throws IOException {
      return put(entry(name, TarConstants.LF_NORMAL, mode, 0), content);
    }

    Tar symlink(String name, String target) throws IOException {
      TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, 0777, 0);
      entry.setLinkName(target);
      return put(entry, new byte[0]);
    }

    Tar hardLink(String name, String target) throws IOException {
      TarArchiveEntry entry = entry(name, TarConstants.LF_LINK, 0755, 0);
      entry.setLinkName(target);
      return put(entry, new byte[0]);
    }

    byte[] end() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }
  }
}
