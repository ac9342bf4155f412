package dev.headwater.ingest.collect.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.TestingRequest;
import dev.headwater.ingest.collect.CollectorLimits;
import dev.headwater.ingest.collect.CollectorRequest;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.record.Sha256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a keys file says, and what a person is told when it is no good. */
public class ApiKeysTest {
  @TempDir Path directory;

  @Test
  void aKeyIsFoundWithItsRightsAndNoOtherIs() throws Exception {
    ApiKeys keys =
        keys(
            """
            # who            to what          which key
            shop-backend     events,orders    %s

            shop-page        events           %s public rate=50
            """
                .formatted(digest("secret-1"), digest("seen-by-all")));

    assertThat(keys.find("secret-1"))
        .contains(
            new ApiKey(
                "shop-backend",
                Set.of(RecordType.EVENTS, RecordType.ORDERS),
                ApiKey.Exposure.SECRET,
                OptionalInt.empty()));
    assertThat(keys.find("seen-by-all"))
        .contains(
            new ApiKey(
                "shop-page",
                Set.of(RecordType.EVENTS),
                ApiKey.Exposure.PUBLIC,
                OptionalInt.of(50)));
    assertThat(keys.find("secret-2")).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find(digest("secret-1").substring("sha256:".length()))).isEmpty();
  }

  @Test
  void everyProblemIsToldAtOnceAndNoKeyIsShown() {
    String text =
        """
        a events plain-secret
        b event,hits %s loud
        spät events %s
        c events
        d orders %s
        d orders %s
        """
            .formatted(digest("1"), digest("2"), digest("3"), digest("3"));

    assertThatThrownBy(() -> keys(text))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "keys file "
                + directory.resolve("keys")
                + " cannot be used: line 1: the third word is not sha256: and 64 hexadecimal"
                + " digits; line 2: 'event' is none of events, orders, customers, campaigns; line"
                + " 2: 'hits' is none of events, orders, customers, campaigns; line 2: word 4 is"
                + " neither public nor rate=N; line 3: the name is not letters, digits, dots,"
                + " dashes and underscores, at most 64; line 4 has 2 of at least 3 words; the name"
                + " d stands there twice; the key of d stands there twice; a line is NAME"
                + " TABLE[,TABLE…] sha256:HEX [public] [rate=N]");
  }

  @Test
  void anEmptyFileLetsNobodyInAndIsRefused() {
    assertThatThrownBy(() -> keys("# none yet\n"))
        .hasMessageContaining("cannot be used: it has no key");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> ApiKeys.read(missing))
        .isInstanceOf(IngestException.User.class)
        .hasMessage("keys file " + missing + " cannot be read (NoSuchFileException)");
  }

  @Test
  void aFileThatEveryoneCanWriteIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), "a events " + digest("1"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> ApiKeys.read(file))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "keys file "
                + file
                + " can be written by everyone; run `chmod o-w "
                + file
                + "` first");
  }

  @Test
  void withoutKeysOnlyTheLoopbackAddressIsListenedOn() {
    CollectorRequest here = TestingRequest.of("127.0.0.1:1");
    assertThatThrownBy(() -> TestingRequest.on(here, new InetSocketAddress("0.0.0.0", 80)))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "without keys a collector listens on this machine only, and 0.0.0.0 can be reached"
                + " from elsewhere; give --keys FILE, or listen on 127.0.0.1");
    CollectorRequest keyed = TestingRequest.withKeys(here, directory);
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 80);
    assertThat(TestingRequest.on(keyed, everywhere).listen().getPort()).isEqualTo(80);
  }

  @Test
  void originsAndLimitsThatCannotBeAreRefused() {
    CollectorRequest here = TestingRequest.of("127.0.0.1:1");
    assertThatThrownBy(() -> TestingRequest.withKeys(here, directory, "shop.example/page"))
        .hasMessage(
            "origin 'shop.example/page' is not the start of a page's address such as"
                + " https://shop.example, or *");
    assertThatThrownBy(
            () ->
                TestingRequest.within(
                    CollectorLimits.usual().of(0, -1, 5), Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IngestException.User.class)
        .hasMessage(
            "the collector cannot work with its limits: the size of a body, 0, is not positive;"
                + " the number of requests in flight, -1, is not positive");
  }

  private ApiKeys keys(String text) throws IOException {
    return ApiKeys.read(Files.writeString(directory.resolve("keys"), text));
  }

  public static String digest(String key) {
    return "sha256:" + HexFormat.of().formatHex(Sha256.of(key));
  }
}
