package capas.image;

import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.blob.MediaType;
import capas.blob.Progress;
import capas.blob.Tars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Images for tests, made on the spot. */
final class Samples {

  static final byte[] BASE = new Tars().folder("etc").file("etc/os", "tiny").bytes();
  static final byte[] MIDDLE = new Tars().file("etc/httpd.conf", "Listen 8080").bytes();
  static final byte[] TOP = new Tars().file("index.html", "hola").bytes();
  static final List<byte[]> LAYERS = List.of(BASE, MIDDLE, TOP);

  private Samples() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String quoted(String text) {
    return text.replace('\'', '"');
  }

  static byte[] config(List<byte[]> tars, String architecture) {
    String diffIds =
        tars.stream()
            .map(tar -> "'" + new DiffId(Digest.of(tar)).text() + "'")
            .collect(Collectors.joining(","));
    return utf8(
        quoted(
            "{'created':'2024-03-21T07:00:00Z','architecture':'"
                + architecture
                + "','os':'linux',"
                + "'config':{'User':'1001','Env':['PATH=/bin','A=B'],'Cmd':['/bin/httpd'],"
                + "'Entrypoint':['/run'],'WorkingDir':'/opt','ExposedPorts':{'8080/tcp':{}},"
                + "'Volumes':{'/data':{}},'Labels':{'who':'us'},'StopSignal':'SIGTERM',"
                + "'Healthcheck':{'Test':['CMD','true']}},"
                + "'rootfs':{'type':'layers','diff_ids':["
                + diffIds
                + "]},"
                + "'history':[{'created_by':'ADD base'},{'created_by':'ENV A=B','empty_layer':true},"
                + "{'created_by':'RUN install'},{'created_by':'COPY page'}],"
                + "'x-unknown':{'kept':true}}"));
  }

  static String descriptor(Descriptor part) {
    return "{'mediaType':'"
        + part.mediaType()
        + "','size':"
        + part.sizeInBytes()
        + ",'digest':'"
        + part.digest().text()
        + "'}";
  }

  static byte[] manifest(MediaType type, Descriptor config, List<Descriptor> layers, String more) {
    return utf8(
        quoted(
            "{'schemaVersion':2,'mediaType':'"
                + type
                + "','config':"
                + descriptor(config)
                + ",'layers':["
                + layers.stream().map(Samples::descriptor).collect(Collectors.joining(","))
                + "]"
                + more
                + "}"));
  }

  /** An OCI image with these layers, whose blobs are put into this folder. */
  static Image oci(Path folder, List<byte[]> tars, String architecture) throws IOException {
    return image(
        folder,
        tars,
        architecture,
        MediaType.OCI_MANIFEST,
        MediaType.OCI_CONFIG,
        MediaType.OCI_LAYER_GZIP);
  }

  /** The same in Docker's words. */
  static Image docker(Path folder, List<byte[]> tars) throws IOException {
    return image(
        folder,
        tars,
        "amd64",
        MediaType.DOCKER_MANIFEST,
        MediaType.DOCKER_CONFIG,
        MediaType.DOCKER_LAYER_GZIP);
  }

  private static Image image(
      Path folder,
      List<byte[]> tars,
      String architecture,
      MediaType manifestType,
      MediaType configType,
      MediaType layerType)
      throws IOException {
    BlobDirectory blobs = BlobDirectory.in(folder);
    List<Descriptor> layers =
        tars.stream().map(tar -> Descriptor.of(layerType, Tars.gzip(tar))).toList();
    for (int i = 0; i < tars.size(); i++) {
      blobs.put(
          layers.get(i),
          new ByteArrayInputStream(Tars.gzip(tars.get(i))),
          Limits.USUAL,
          Progress.NONE);
    }
    byte[] config = config(tars, architecture);
    byte[] manifest = manifest(manifestType, Descriptor.of(configType, config), layers, "");
    return Image.of(
        (Manifest) ImageDocument.parse(manifest, manifestType), ImageConfig.parse(config));
  }

  static ImageIndex index(Image... images) {
    StringBuilder entries = new StringBuilder();
    for (Image image : images) {
      Platform platform = image.config().platform();
      String promise = descriptor(image.manifest().descriptor());
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append(promise, 0, promise.length() - 1)
          .append(",'platform':{'os':'linux','architecture':'" + platform.architecture() + "'}}");
    }
    byte[] bytes =
        utf8(
            quoted(
                "{'schemaVersion':2,'mediaType':'"
                    + MediaType.OCI_INDEX
                    + "','manifests':["
                    + entries
                    + "]}"));
    return (ImageIndex) ImageDocument.parse(bytes, MediaType.OCI_INDEX);
  }
}
