package capas.registry;

import capas.registry.SampleLayers.Layer;
import java.util.List;
import java.util.stream.Collectors;

/** The configurations of the sample images, as JSON. */
final class SampleConfig {

  private static final String TIME = "2024-03-21T07:38:50Z";

  private SampleConfig() {}

  /**
   * A web server on port 8080, of three layers.
   *
   * @param last what made the third
   */
  static String ofServer(String architecture, List<Layer> layers, String last) {
    return """
    {"architecture":"%s","config":{"Cmd":["httpd","-f","-v","-p","8080"],\
    "Env":["PATH=/bin:/usr/bin"],"ExposedPorts":{"8080/tcp":{}},\
    "Labels":{"org.opencontainers.image.title":"httpd"},"WorkingDir":"/var/www/html"},\
    "created":"%s","history":[%s,%s,%s,%s,%s],"os":"linux",%s}\
    """
        .formatted(
            architecture,
            TIME,
            step("ADD rootfs.tar /", false),
            step("RUN rm /etc/httpd/conf.d/welcome.conf && renew /usr/share/icons", false),
            step("EXPOSE 8080", true),
            step(last, false),
            step("CMD [\\\"httpd\\\",\\\"-f\\\",\\\"-v\\\",\\\"-p\\\",\\\"8080\\\"]", true),
            rootfs(layers));
  }

  /** Something to look at. */
  static String ofText(String architecture, List<Layer> layers) {
    return """
    {"architecture":"%s","config":{},"created":"%s","history":[%s],"os":"linux",%s}\
    """
        .formatted(architecture, TIME, step("COPY architecture /", false), rootfs(layers));
  }

  private static String step(String command, boolean empty) {
    return """
    {"created":"%s","created_by":"%s"%s}\
    """
        .formatted(TIME, command, empty ? ",\"empty_layer\":true" : "");
  }

  private static String rootfs(List<Layer> layers) {
    return layers.stream()
        .map(layer -> '"' + layer.diffId().text() + '"')
        .collect(Collectors.joining(",", "\"rootfs\":{\"diff_ids\":[", "],\"type\":\"layers\"}"));
  }
}
