package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    private Path parent;

    @Test
    void aSecondWriterIsToldWhoWritesThere() {
        Path folder = parent.resolve("out");
        try (FolderLock _ = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("choose another folder");
        }
    }

    @Test
    void theNextRunTakesTheFolderOver() {
        FolderLock.take(parent).close();

        assertThatCode(() -> FolderLock.take(parent).close()).doesNotThrowAnyException();
    }

    @Test
    void aFolderOfAnotherWriterIsNotTouched() throws IOException {
        Files.writeString(parent.resolve("e1-abc-segment-00000.m4s"), "theirs");
        try (FolderLock _ = FolderLock.take(parent)) {
            assertThatThrownBy(() -> FolderLock.take(parent)).isInstanceOf(UserError.class);
        }

        assertThat(parent.resolve("e1-abc-segment-00000.m4s")).hasContent("theirs");
    }
}
