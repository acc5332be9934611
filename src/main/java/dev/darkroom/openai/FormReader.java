package dev.darkroom.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.darkroom.base.TextCut;
import dev.darkroom.task.Refusal.Fault;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a form, {@code multipart/form-data} (RFC 7578), in memory. No name in it is a path. */
public final class FormReader {
  /** Parts of a form: more than there are fields and pictures. */
  static final int MAX_PARTS = 128;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\",]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern PICTURE = Pattern.compile(ImageForm.IMAGE + "(?:\\[[0-9]{0,3}])?");
  private static final int LONGEST_NAME = 100;
  private static final String UNREADABLE =
      "the body is no multipart/form-data that can be read: send it whole, with the boundary of"
          + " its Content-Type";

  private final FormFields fields;
  private final List<byte[]> pictures = new ArrayList<>();

  private FormReader(Function<String, Optional<JsonNode>> json) {
    this.fields = new FormFields(json);
  }

  /**
   * Reads a form; never throws, whatever the bytes are.
   *
   * @param type the media type of the body, with its boundary
   * @param json reads one JSON value strictly; empty: the text is none
   */
  public static ImageForm read(
      String type, byte[] body, Function<String, Optional<JsonNode>> json) {
    if (!isWhole(type, body)) {
      return unreadable(UNREADABLE);
    }
    try {
      return decoded(type, body, json);
    } catch (HttpPostRequestDecoder.TooManyFormFieldsException tooMany) {
      return unreadable("the form has more than " + MAX_PARTS + " parts");
    } catch (RuntimeException noForm) { // the decoder has many of them
      return unreadable(UNREADABLE);
    }
  }

  private static ImageForm decoded(
      String type, byte[] body, Function<String, Optional<JsonNode>> json) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    var decoder =
        new HttpPostMultipartRequestDecoder(
            new DefaultHttpDataFactory(/* useDisk= */ false),
            request,
            StandardCharsets.UTF_8,
            MAX_PARTS,
            /* maxBufferedBytes= */ 0);
    try {
      if (decoder.currentPartialHttpData() != null) {
        return unreadable(UNREADABLE);
      }
      var reader = new FormReader(json);
      decoder.getBodyHttpDatas().forEach(reader::add);
      return reader.form();
    } finally {
      decoder.destroy();
    }
  }

  private ImageForm form() {
    var form = new ImageForm(fields.fields(), pictures, fields.faults());
    boolean isEmpty =
        form.fields().isEmpty() && form.pictures().isEmpty() && form.faults().isEmpty();
    return isEmpty ? unreadable(UNREADABLE) : form;
  }

  /** Whether the last boundary is there. Netty takes a form without it. */
  private static boolean isWhole(String type, byte[] body) {
    var boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      return false;
    }
    var text = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
    var last = ("--" + text + "--").getBytes(StandardCharsets.ISO_8859_1);
    for (int at = body.length - last.length; at >= 0; at--) {
      if (Arrays.equals(body, at, at + last.length, last, 0, last.length)) {
        return true;
      }
    }
    return false;
  }

  private void add(InterfaceHttpData part) {
    var name = TextCut.marked(part.getName(), LONGEST_NAME);
    boolean isPicture = PICTURE.matcher(name).matches();
    try {
      switch (part) {
        case FileUpload file when isPicture -> pictures.add(file.get());
        case FileUpload _ when name.equals("mask") -> fields.add(name, "a file");
        case FileUpload _ -> fields.fault(name, "is a file: only image may be one");
        case Attribute _ when isPicture ->
            fields.fault(name, "must be a file: links to pictures go into images");
        case Attribute text -> addText(name, text);
        default -> fields.fault(name, "is neither a field nor a file");
      }
    } catch (IOException notOnDisk) {
      throw new UncheckedIOException(notOnDisk);
    }
  }

  private void addText(String name, Attribute text) throws IOException {
    var charset = text.getCharset();
    if (!charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
      fields.fault(name, "must be in UTF-8");
      return;
    }
    try {
      fields.add(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.get())).toString());
    } catch (CharacterCodingException notUtf8) {
      fields.fault(name, "is not UTF-8");
    }
  }

  private static ImageForm unreadable(String why) {
    return new ImageForm(
        JsonNodeFactory.instance.objectNode(), List.of(), List.of(new Fault("", why)));
  }
}
