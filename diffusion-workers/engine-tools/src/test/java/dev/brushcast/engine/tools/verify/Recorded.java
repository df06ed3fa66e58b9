package dev.brushcast.engine.tools.verify;

import java.nio.file.Path;

/** What is recorded of the reference: it lies beside the engine's tests, which use its models as well. */
final class Recorded {

    private static final Path RESOURCES =
            Path.of("../engine/src/test/resources").toAbsolutePath().normalize();

    private Recorded() {}

    static Path file(String name) {
        return RESOURCES.resolve(name);
    }
}
