package capas.registry;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate that nobody signed but itself, made with the JDK's keytool. */
record TestCertificate(Path certificate, Path key, PrivateKey secret, X509Certificate shown) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  static TestCertificate make(Path folder, String host) throws Exception {
    Files.createDirectories(folder);
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Tools.run(
        keytool,
        "-genkeypair",
        "-alias",
        "test",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        "CN=" + host,
        "-ext",
        "SAN=dns:" + host,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        new String(PASSWORD));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(store)) {
      keys.load(bytes, PASSWORD);
    }
    PrivateKey secret = (PrivateKey) keys.getKey("test", PASSWORD);
    X509Certificate shown = (X509Certificate) keys.getCertificate("test");
    Path certificate = folder.resolve("test.crt");
    Path key = folder.resolve("test.key");
    Files.writeString(certificate, pem("CERTIFICATE", shown.getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
    return new TestCertificate(certificate, key, secret, shown);
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
