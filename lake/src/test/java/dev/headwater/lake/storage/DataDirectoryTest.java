package dev.headwater.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  @Test
  void aNewDirectoryIsMade() throws IOException {
    try (DataDirectory data = DataDirectory.open(parent.resolve("data"))) {
      assertThat(data.root()).isEqualTo(parent.toRealPath().resolve("data")).isDirectory();
      assertThat(data.zookeeper()).isEqualTo(data.root().resolve("zookeeper"));
      assertThat(data.fluss()).isEqualTo(data.root().resolve("fluss"));
      assertThat(data.remote()).isEqualTo(data.root().resolve("remote"));
      assertThat(data.lake()).isEqualTo(data.root().resolve("lake"));
      assertThat(data.flink()).isEqualTo(data.root().resolve("flink"));
    }
  }

  @Test
  void aSecondOpenInTheSameProcessIsRefusedAlsoThroughALink() throws IOException {
    Path path = parent.resolve("data");
    Path link = parent.resolve("link");
    try (DataDirectory data = DataDirectory.open(path)) {
      data.announcePorts("9100 to 9105");
      Files.createSymbolicLink(link, path);
      for (Path name : new Path[] {path, link, parent.resolve("x/../data")}) {
        assertThatThrownBy(() -> DataDirectory.open(name))
            .isInstanceOfSatisfying(
                LakeException.class, e -> assertThat(e.actor()).isEqualTo(Actor.USER))
            .hasMessageContaining("data directory " + data.root() + " is in use by process ")
            .hasMessageContaining("ports 9100 to 9105)")
            .hasMessageContaining("`kill " + ProcessHandle.current().pid() + "`")
            .hasMessageContaining("--data");
      }
    }
    DataDirectory.open(link).close();
  }

  @Test
  void closingTwiceReleasesOnlyOnce() {
    DataDirectory first = DataDirectory.open(parent);
    first.close();
    try (DataDirectory second = DataDirectory.open(parent)) {
      first.close();
      assertThatThrownBy(() -> DataDirectory.open(second.root())).hasMessageContaining("is in use");
    }
  }

  @Test
  void aFileIsRefused() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.actor()).isEqualTo(Actor.USER))
        .hasMessage("data directory " + file + " is a file: choose a directory with --data");
  }

  @Test
  void aMissingParentIsRefused() {
    Path path = parent.resolve("absent/data");
    assertThatThrownBy(() -> DataDirectory.open(path))
        .hasMessage(
            "data directory %s has no parent directory %s: make it with `mkdir -p %s`, or choose"
                + " another with --data",
            path, path.getParent(), path.getParent());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDirectoryThatCannotBeMadeIsRefused() {
    assertThatThrownBy(() -> DataDirectory.open(Path.of("/proc/headwater")))
        .isInstanceOfSatisfying(
            LakeException.class, e -> assertThat(e.actor()).isEqualTo(Actor.USER))
        .hasMessageContaining("data directory /proc/headwater cannot be written (")
        .hasMessageContaining("free some space on its disk, correct its permissions");
  }

  @Test
  void anOwnerThatWroteNothingYetIsStillRefusedInWords() {
    DirectoryOwner owner = DirectoryOwner.parse("");
    assertThat(owner.words()).isEqualTo("another process");
    assertThat(owner.stopCommand()).isEqualTo("kill PID");
  }
}
