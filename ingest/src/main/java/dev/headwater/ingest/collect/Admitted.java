package dev.headwater.ingest.collect;

import dev.headwater.ingest.collect.keys.ApiKey;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.Sha256;
import java.util.Optional;
import org.apache.fluss.row.BinaryString;

/**
 * A request whose body may come.
 *
 * @param idempotencyKey what the client calls this request, the same when it repeats it
 * @param contentType as the client says it, empty when it says none
 */
record Admitted(
    RecordType type,
    ApiKey key,
    Optional<String> idempotencyKey,
    boolean zipped,
    String contentType,
    InFlight.Share share) {

  /**
   * What the body's records are kept aside under, with their indexes. A client that heard no answer
   * sends the same request again, and it must have the same source then.
   */
  BinaryString source(byte[] body) {
    String request = idempotencyKey.orElseGet(() -> "sha256-" + Sha256.shortHex(body));
    return BinaryString.fromString("http/" + key.name() + "/" + type.table() + "/" + request);
  }
}
