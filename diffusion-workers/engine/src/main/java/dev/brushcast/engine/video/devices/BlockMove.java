package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.balance.BlockSpan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Other spans for the devices: blocks are loaded where they go, on a thread of its own, while those that are there run. */
final class BlockMove {

    private final List<BlockSpan> spans;
    private final CompletableFuture<Void> loaded;

    private BlockMove(List<BlockSpan> spans, CompletableFuture<Void> loaded) {
        this.spans = spans;
        this.loaded = loaded;
    }

    static BlockMove begin(List<BlockDevice> devices, List<BlockSpan> spans) {
        CompletableFuture<Void> loaded = CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < devices.size(); i++) {
                        devices.get(i).prepare(spans.get(i));
                    }
                },
                load -> Thread.ofPlatform().name("load-blocks").daemon().start(load));
        return new BlockMove(spans, loaded);
    }

    List<BlockSpan> spans() {
        return spans;
    }

    /** Whether everything is loaded, or has failed to be. */
    boolean isReady() {
        return loaded.isDone();
    }

    /**
     * Waits until everything is loaded.
     *
     * @throws EngineException if a device cannot
     */
    void await() throws InterruptedException {
        Waiting.of(loaded);
    }

    /**
     * Waits until nothing is being loaded, whatever comes of it. An interrupt does not end the wait, for the devices are closed
     * next.
     *
     * @return why it could not be loaded; empty if it is
     */
    Optional<Throwable> failure() {
        return loaded.handle((_, why) ->
                        Optional.<Throwable>ofNullable(why == null || why.getCause() == null ? why : why.getCause()))
                .join();
    }
}
