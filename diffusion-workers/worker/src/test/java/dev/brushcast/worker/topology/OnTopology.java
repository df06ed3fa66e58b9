package dev.brushcast.worker.topology;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the whole topology share: a driver of their own, without a broker. */
abstract class OnTopology {

    static final String STREAM = "cats";

    @TempDir
    private Path stateDir;

    Driver driver;

    @BeforeEach
    void start() {
        driver = new Driver(stateDir);
    }

    @AfterEach
    void stop() {
        driver.close();
    }
}
