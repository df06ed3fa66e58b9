package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import dev.brushcast.worker.config.Membership;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPlaceTest {

    @TempDir
    Path state;

    private Membership unnamed() {
        return Membership.DEFAULT.withStateDir(state);
    }

    @Test
    void twoWorkersOnOneHostHaveNamesAndFoldersOfTheirOwn() {
        String host = WorkerName.of(null);
        try (WorkerPlace first = WorkerPlace.claim(unnamed(), "cpu");
                WorkerPlace second = WorkerPlace.claim(unnamed(), "cpu");
                WorkerPlace other = WorkerPlace.claim(unnamed(), "cuda:1")) {
            assertThat(first.name()).isEqualTo(host);
            assertThat(second.name()).isEqualTo(host + "-2");
            assertThat(other.name()).isEqualTo(host + "-cuda-1");
            assertThat(second.folder()).isEqualTo(state.resolve(host + "-2")).isDirectory();
        }
    }

    @Test
    void aWorkerThatIsStartedAgainHasItsNameAndItsStateAgain() {
        WorkerPlace first = WorkerPlace.claim(unnamed(), "cuda:0");
        first.close();

        try (WorkerPlace again = WorkerPlace.claim(unnamed(), "cuda:0")) {
            assertThat(again.folder()).isEqualTo(first.folder());
        }
    }

    @Test
    void aNameThatIsTakenIsSaidInOneLine() {
        try (WorkerPlace first = WorkerPlace.claim(unnamed().withName("w"), "cpu")) {
            assertThatThrownBy(() -> WorkerPlace.claim(unnamed().withName("w"), "cpu"))
                    .isInstanceOf(UserError.class)
                    .hasMessage("A worker called w runs already with its state in " + first.folder()
                            + ": give this one another --name, or none");
        }
    }
}
