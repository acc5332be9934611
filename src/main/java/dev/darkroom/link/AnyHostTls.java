package dev.darkroom.link;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.StandardConstants;

/**
 * TLS that names any host in SNI, even one with an underscore. The JDK's own {@link
 * javax.net.ssl.SNIHostName} refuses such a name. That class judges certificates too, so {@link
 * CertifiedName} checks their names afterwards.
 */
final class AnyHostTls extends JdkSSLEngineOptions {

  @Override
  public JdkSSLEngineOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new Factory();
  }

  private static final class Factory extends DefaultSslContextFactory {
    Factory() {
      super(SslProvider.JDK, /* sslSessionCacheEnabled= */ false);
    }

    @Override
    public SslContext create() throws SSLException {
      return new Naming(super.create());
    }
  }

  private static final class Name extends SNIServerName {
    Name(byte[] host) {
      super(StandardConstants.SNI_HOST_NAME, host);
    }
  }

  private static final class Naming extends DelegatingSslContext {
    Naming(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      var host = engine.getPeerHost().getBytes(StandardCharsets.US_ASCII);
      var parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new Name(host)));
      engine.setSSLParameters(parameters);
    }
  }
}
