package capas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed for one registry: the JDK's list, and the {@code *.crt} files of
 * {@code certs.d/HOST:PORT}, as containers-certs.d(5) says. There is no switch that believes
 * everybody.
 */
record Certificates(List<Certificate> more) {

  static Certificates of(Settings settings, String hostAndPort) {
    List<Certificate> found = new ArrayList<>();
    for (Path folder :
        List.of(
            settings.userConfiguration().resolve("certs.d"),
            settings.containers().resolve("certs.d"))) {
      read(folder.resolve(hostAndPort), found);
    }
    return new Certificates(List.copyOf(found));
  }

  private static void read(Path folder, List<Certificate> found) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.crt")) {
      for (Path file : files) {
        try (InputStream text = Files.newInputStream(file)) {
          found.addAll(CertificateFactory.getInstance("X.509").generateCertificates(text));
        } catch (GeneralSecurityException e) {
          throw new RegistryException.BrokenConfiguration(file, String.valueOf(e.getMessage()));
        }
      }
    } catch (IOException e) {
      throw new RegistryException.BrokenConfiguration(folder, String.valueOf(e.getMessage()));
    }
  }

  /** What makes encrypted connections; empty if the JDK's own list is enough. */
  Optional<SSLSocketFactory> sockets() {
    if (more.isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (X509Certificate usual : usual()) {
        all.setCertificateEntry("usual-" + number++, usual);
      }
      for (Certificate one : more) {
        all.setCertificateEntry("more-" + number++, one);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(all), null);
      return Optional.of(context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<X509Certificate> usual() throws GeneralSecurityException {
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager trust) {
        return List.of(trust.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static TrustManager[] managers(KeyStore believed) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(believed);
    return factory.getTrustManagers();
  }
}
