package dev.headwater.lake.server.http;

import dev.headwater.lake.server.ask.Reader;
import dev.headwater.lake.server.door.Readers;
import java.io.IOException;
import java.util.Optional;

/** Lets in whoever says who they are, and tells the handlers. */
record HttpAdmission(Readers readers) {
  private static final String REFUSAL =
      "no known reader; send its secret as password with its name, or as bearer token";

  /** Answers whoever is not let in. */
  boolean admits(HttpCall call) throws IOException {
    Optional<Reader> reader = readers.presenting(call.header("Authorization"));
    if (reader.isPresent()) {
      call.by(reader.get());
      return true;
    }
    // A browser asks the person then, and sends it with everything the page asks.
    call.say("WWW-Authenticate", "Basic realm=\"headwater\", charset=\"UTF-8\"");
    call.send(401, REFUSAL);
    return false;
  }
}
