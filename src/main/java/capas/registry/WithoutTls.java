package capas.registry;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * What the JDK's client, which insists on having it, is given where nobody speaks TLS. The real one
 * reads the machine's certificates and takes a tenth of a pull's start.
 */
final class WithoutTls extends SSLContextSpi {

  private WithoutTls() {}

  static SSLContext context() {
    return new SSLContext(new WithoutTls(), null, "none") {};
  }

  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return new SSLParameters();
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return new SSLParameters();
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException();
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw new IllegalStateException();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw new IllegalStateException();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw new IllegalStateException();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    throw new IllegalStateException();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    throw new IllegalStateException();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    throw new IllegalStateException();
  }
}
