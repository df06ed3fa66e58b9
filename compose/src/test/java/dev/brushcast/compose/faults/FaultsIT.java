package dev.brushcast.compose.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.faults.stage.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fault harness: real processes, killed and stopped one after the other, and every frame accounted for. */
@EnabledOnOs(OS.LINUX)
class FaultsIT {

    private static final int FIRST_PORT = 23_500;
    private static final int LAST_PORT = 23_999;
    private static final Duration RECOVERS = Duration.ofSeconds(45);

    @Test
    void noFrameIsLostOrDoubledWhateverIsKilledStoppedOrWritten(@TempDir Path folder) {
        Runner runner = new Runner(folder, Ports.free(FIRST_PORT, LAST_PORT), RECOVERS, System.out::println);

        Outcome outcome = runner.run(Scenarios.inShort());

        assertThat(outcome).isInstanceOf(Outcome.Judged.class);
        Outcome.Judged judged = (Outcome.Judged) outcome;
        // On a machine that is too busy for the model its source is shown: how long what takes is the long form's to
        // judge.
        assertThat(judged.recoveries())
                .allSatisfy(recovery ->
                        assertThat(recovery.anyPicture()).as(recovery.fault()).isNotNull());
        assertThat(judged.accounts()).allSatisfy((stream, account) -> {
            assertThat(account.captured()).as(stream).isGreaterThan(100);
            assertThat(account.wrong().sum()).as(account.toString()).isZero();
        });
    }
}
