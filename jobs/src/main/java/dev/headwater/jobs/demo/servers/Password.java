package dev.headwater.jobs.demo.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A made-up password in a file that only its owner can read.
 *
 * @param text never shown
 */
record Password(Path file, String text) {
  private static final int BYTES = 24;

  /** The one in the file, which is made when it is absent. */
  static Password in(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return new Password(file, Files.readString(file).strip());
  }

  @Override
  public String toString() {
    return "the password in " + file;
  }
}
