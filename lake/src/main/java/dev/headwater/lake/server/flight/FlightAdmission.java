package dev.headwater.lake.server.flight;

import dev.headwater.lake.server.ask.Reader;
import dev.headwater.lake.server.door.Readers;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.auth2.CallHeaderAuthenticator;

/**
 * Lets in calls of whoever says who they are: with a secret as bearer token, or as password with
 * the reader's name, for which a driver wants a token in return and is given its secret again.
 */
record FlightAdmission(Readers readers) implements CallHeaderAuthenticator {
  private static final String AUTHORIZATION = "Authorization";

  @Override
  public AuthResult authenticate(CallHeaders headers) {
    String presented = headers.get(AUTHORIZATION);
    Reader reader =
        readers
            .presenting(presented)
            .orElseThrow(
                () ->
                    CallStatus.UNAUTHENTICATED
                        .withDescription(
                            "no known reader; give its name as user and its secret as password, or"
                                + " the secret as token")
                        .toRuntimeException());
    return new AuthResult() {
      @Override
      public String getPeerIdentity() {
        return reader.name();
      }

      @Override
      public void appendToOutgoingHeaders(CallHeaders outgoing) {
        Readers.secret(presented)
            .ifPresent(secret -> outgoing.insert(AUTHORIZATION, "Bearer " + secret));
      }
    };
  }
}
