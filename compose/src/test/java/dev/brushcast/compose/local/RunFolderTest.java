package dev.brushcast.compose.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path output;

    @Test
    void whatARunHasKeptIsGoneWhenItEnds() throws IOException {
        try (RunFolder folder = RunFolder.open(output, false)) {
            Files.writeString(
                    Files.createDirectories(folder.path().resolve("kafka")).resolve("log"), "records");
        }

        assertThat(output.resolve(".data")).doesNotExist();
    }

    @Test
    void whatIsToBeKeptIsThereForTheNextRunWhichKeepsItToo() throws IOException {
        try (RunFolder folder = RunFolder.open(output, true)) {
            Files.writeString(folder.path().resolve("log"), "records");
        }
        try (RunFolder next = RunFolder.open(output, false)) {
            assertThat(next.isKept()).isTrue();
            assertThat(next.path().resolve("log")).hasContent("records");
        }

        assertThat(output.resolve(".data/log")).exists();
    }

    @Test
    void whatAKilledRunHasLeftIsDeletedByTheNext() throws IOException {
        Files.writeString(Files.createDirectories(output.resolve(".data/kafka")).resolve("log"), "half a record");
        Files.writeString(
                Files.createDirectories(output.resolve(".data.deleted")).resolve("log"), "half deleted");

        try (RunFolder folder = RunFolder.open(output, false)) {
            assertThat(folder.path()).isEmptyDirectory();
            assertThat(output.resolve(".data.deleted")).doesNotExist();
        }
    }

    @Test
    void twoRunsDoNotShareAFolder() {
        try (RunFolder _ = RunFolder.open(output, false)) {
            assertThatThrownBy(() -> RunFolder.open(output, false))
                    .isInstanceOf(UserError.class)
                    .hasMessage("another run writes to " + output + ": stop it, or choose a folder with --output");
        }
    }

    @Test
    void theOtherRunsDataIsNotTouchedByTheOneThatIsRefused() throws IOException {
        try (RunFolder folder = RunFolder.open(output, false)) {
            Path log = Files.writeString(folder.path().resolve("log"), "records");

            assertThatThrownBy(() -> RunFolder.open(output, false)).isInstanceOf(UserError.class);

            assertThat(log).hasContent("records");
        }
    }

    @Test
    void aProcessThatEndsAtOnceLeavesNothingUnderTheOldName() throws IOException {
        RunFolder folder = RunFolder.open(output, false);
        Files.writeString(folder.path().resolve("log"), "records");

        folder.discard();

        assertThat(output.resolve(".data")).doesNotExist();
        assertThat(output.resolve(".data.deleted")).doesNotExist();
        folder.close();
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(output.resolve("film.mp4"), "");

        assertThatThrownBy(() -> RunFolder.open(file, false))
                .isInstanceOf(UserError.class)
                .hasMessage("the folder " + file + " cannot be written to (" + file
                        + " is there already, and is no folder): choose another with --output");
    }

    @Test
    void linksAreDeletedAndNotWhatTheyLeadTo(@TempDir Path elsewhere) throws IOException {
        Path film = Files.writeString(elsewhere.resolve("film.mp4"), "precious");
        try (RunFolder folder = RunFolder.open(output, false)) {
            Files.createSymbolicLink(folder.path().resolve("link"), elsewhere);
        }

        assertThat(film).hasContent("precious");
    }
}
