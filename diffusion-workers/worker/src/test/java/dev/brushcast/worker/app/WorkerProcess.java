package dev.brushcast.worker.app;

import static org.awaitility.Awaitility.await;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A worker with a video model, or with none and at least once, in a process of its own, which can be killed. */
final class WorkerProcess implements AutoCloseable {

    static final PictureSize SIZE = new PictureSize(64, 32);

    /** In place of a model: turns pictures into their negatives, without transactions. */
    static final Path AT_LEAST_ONCE = Path.of("at-least-once");

    private final Process process;
    private final Path log;
    private final Path ready;

    private WorkerProcess(Process process, Path log, Path ready) {
        this.process = process;
        this.log = log;
        this.ready = ready;
    }

    /** Starts one, which is ready a little later. */
    static WorkerProcess start(String broker, String name, Path state, Path model) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                WorkerProcess.class.getName(),
                broker,
                name,
                state.toString(),
                model.toString());
        // ONNX Runtime does not stand a long command line.
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Path log = state.resolve(name + ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            return new WorkerProcess(builder.start(), log, ready(state, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ready(Path state, String name) {
        return state.resolve(name + ".ready");
    }

    /** Waits until it takes part in its group. */
    void awaitReady() {
        await().atMost(Duration.ofMinutes(4)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the worker has ended: " + Files.readString(log));
            }
            return Files.exists(ready);
        });
    }

    /** As {@code kill -9} does: it has no time to say that it leaves. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The engine of such a worker. */
    static DiffusionEngine engine(Path model) {
        if (model.equals(AT_LEAST_ONCE)) {
            return FakeEngine.open(
                    EngineConfig.of(model), FakeSpeed.linear(Duration.ZERO, Duration.ofMillis(2)), Pause.SLEEPING);
        }
        return Engines.open(EngineConfig.of(model)
                .withDevice("cpu")
                .withIntraOpThreads(1)
                .withPolicy(BatchPolicy.STREAM_BATCH)
                .withPictureSizes(List.of(SIZE)));
    }

    /** The worker itself: broker, name, folder of its state, folder of its model. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path model = Path.of(arguments[3]);
        WorkerConfig config = WorkerConfig.defaults()
                .withGuarantee(model.equals(AT_LEAST_ONCE) ? Guarantee.AT_LEAST_ONCE : Guarantee.EXACTLY_ONCE_V2)
                .withMembership(new Membership(arguments[1], "killed", Path.of(arguments[2]), 2))
                .withWarmUp(new WarmUp(SIZE.width(), SIZE.height(), 4, Duration.ofMinutes(1)));
        try (WorkerService worker = new WorkerService(
                KafkaConnection.plain(arguments[0]), config, List.of(engine(model)), new SimpleMeterRegistry())) {
            worker.start();
            while (worker.ready().problem().get().isPresent()) {
                Thread.sleep(50);
            }
            Files.createFile(ready(Path.of(arguments[2]), arguments[1]));
            worker.finished().toCompletableFuture().join();
        }
    }
}
