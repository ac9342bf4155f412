package dev.headwater.lake.union.flink;

import java.io.IOException;
import java.util.function.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes a value that one byte tells.
 *
 * @param toByte what stands for a value
 * @param fromByte the value a byte stands for
 */
record OneByteSerializer<T>(Function<T, Byte> toByte, Function<Byte, T> fromByte)
    implements SimpleVersionedSerializer<T> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(T value) {
    return new byte[] {toByte.apply(value)};
  }

  @Override
  public T deserialize(int version, byte[] serialized) throws IOException {
    if (version != 1 || serialized.length != 1) {
      throw new IOException(
          "expected one byte of version 1, got %d of version %d"
              .formatted(serialized.length, version));
    }
    return fromByte.apply(serialized[0]);
  }
}
