package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.StreamSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several streams at once, each on a thread of its own. */
final class Streams {

    private Streams() {}

    /** What one stream does. */
    interface Run<T> {
        T run(StreamSession session, int stream);
    }

    /** Opens them, runs them to their ends and closes them. */
    static <T> List<T> run(DiffusionEngine engine, int count, Run<T> run) {
        List<CompletableFuture<T>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int stream = i;
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (StreamSession session = engine.open("bench-" + stream)) {
                                return run.run(session, stream);
                            }
                        },
                        threads));
            }
        }
        return running.stream().map(StyledFrames::join).toList();
    }
}
