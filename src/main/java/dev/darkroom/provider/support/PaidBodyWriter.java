package dev.darkroom.provider.support;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Writes a {@link PaidBody} onto a connection that is up.
 *
 * <p>Registered for reflection because the REST client reads the type argument at run time.
 */
@RegisterForReflection
final class PaidBodyWriter implements MessageBodyWriter<PaidBody> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == PaidBody.class;
  }

  @Override
  public void writeTo(
      PaidBody body,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(body.handOut());
  }
}
