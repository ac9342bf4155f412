package dev.headwater.ingest.collect;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The bytes of a body as they come, within the limits. */
final class ArrivingBody {
  private final int longest;
  private final InFlight.Share share;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * An empty body.
   *
   * @param longest it may become, bytes
   */
  ArrivingBody(int longest, InFlight.Share share) {
    this.longest = longest;
    this.share = share;
  }

  /**
   * Takes a part.
   *
   * @throws RefusedException when there is too much of it, or of all that is in flight
   */
  void take(ByteBuf part) throws RefusedException {
    int length = part.readableBytes();
    if (bytes.size() + length > longest) {
      throw BodyReader.tooLarge("it has more than " + longest + " bytes");
    }
    if (!share.hold(length)) {
      throw Admission.busy();
    }
    try {
      part.readBytes(bytes, length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
