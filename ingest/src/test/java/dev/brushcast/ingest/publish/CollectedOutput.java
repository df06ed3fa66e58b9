package dev.brushcast.ingest.publish;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.config.FallbackConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what is published. Used by one thread. */
public final class CollectedOutput implements StreamOutput {

    public final List<VideoChunk> video = new ArrayList<>();
    public final List<AudioChunk> audio = new ArrayList<>();
    public final List<EpochStart> specs = new ArrayList<>();
    public final List<StreamEvent> events = new ArrayList<>();

    /** What the next delivery fails with; null: it does not. */
    @Nullable
    public RuntimeException failure;

    @Override
    public void holdBack(long epoch, long maxUnstyledBytes) {
        // whatever is published here is styled at once
    }

    @Override
    public void standBy(FallbackConfig fallback) {
        // and nobody is missed
    }

    @Override
    public void endEpoch() {
        // nothing is held back
    }

    /** Hears of each chunk of picture, on the thread that publishes. */
    public Consumer<VideoChunk> heard = _ -> {};

    @Override
    public void publish(VideoChunk chunk, long endPtsUs) {
        video.add(chunk);
        heard.accept(chunk);
    }

    @Override
    public void publish(AudioChunk chunk, long endPtsUs) {
        audio.add(chunk);
    }

    @Override
    public void publish(EpochStart spec) {
        specs.add(spec);
    }

    @Override
    public void publish(StreamEvent event) {
        events.add(event);
    }

    @Override
    public void awaitDelivery() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void recover() {
        failure = null;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
