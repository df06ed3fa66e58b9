package dev.brushcast.engine.tools.verify.video;

import dev.brushcast.engine.tools.verify.CannotRunException;
import dev.brushcast.engine.tools.verify.CaseReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs one case of the video reference and compares all of its arrays and traces. */
public final class VideoCaseVerifier implements AutoCloseable {

    private static final double TOLERANCE = 1e-4;

    private final VideoGraphs graphs;
    private final double tolerance;

    /**
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
     * @param tolerance of what networks put out, relative to an array's largest value; empty: 1e-4
     */
    public VideoCaseVerifier(String device, OptionalDouble tolerance) {
        this.graphs = new VideoGraphs(device);
        this.tolerance = tolerance.orElse(TOLERANCE);
    }

    /** How near a case comes; empty if the folder holds none of the video reference. */
    public Optional<CaseReport> verify(Path folder) {
        return VideoCase.read(folder).map(this::verify);
    }

    private CaseReport verify(VideoCase recorded) {
        return switch (recorded.kind()) {
            case "schedule" -> TableCases.schedule(recorded);
            case "controller", "controller_precision" -> TableCases.controller(recorded);
            case "balance" -> TableCases.balance(recorded);
            case "positions" -> TableCases.positions(recorded);
            case "vae" -> CodecCases.autoencoder(recorded, graphs, tolerance);
            case "taehv" -> CodecCases.tiny(recorded, graphs, tolerance);
            case "dit" -> new DenoiseCase(recorded, graphs, tolerance).run();
            case "auto" -> new SwitchingCase(recorded, graphs, tolerance).run();
            case "session" -> new SessionCase(recorded, graphs, tolerance).run();
            default -> throw new CannotRunException("kind " + recorded.kind() + " is not known");
        };
    }

    @Override
    public void close() {
        graphs.close();
    }
}
