package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;

/** Something that goes wrong, for as long as it does. What is broken by it is mended when {@link #strike} returns. */
public sealed interface Fault
        permits BrokersKilled,
                ClockSet,
                Cut,
                DiskFull,
                Frozen,
                HostileRecords,
                Killed,
                LeadersMoved,
                Passed,
                RepeatedRecords,
                Restarted,
                Scaled,
                ShuffledChunks {

    /** In a few words, for the report. */
    String what();

    /** Does it; returns when it is over. */
    void strike(Stage stage);
}
