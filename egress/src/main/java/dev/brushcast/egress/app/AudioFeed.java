package dev.brushcast.egress.app;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.consume.AudioChunks;
import dev.brushcast.kit.kafka.SlotReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The audio topic as chunks. Where reading begins within an epoch whose audio had ended before, or which never had any, the chunk
 * that says so comes first: nobody waits for audio then. Confined to one thread.
 */
final class AudioFeed implements AutoCloseable {

    private final SlotReader<AudioChunk> reader;
    private final long firstEpoch;
    private final Until until;
    private Optional<AudioPackets> end;

    /**
     * A feed.
     *
     * @param reader closed with this
     * @param start where it begins
     */
    AudioFeed(SlotReader<AudioChunk> reader, StartPoint start) {
        this(reader, start, Until.NEVER);
    }

    /**
     * A feed of what was recorded.
     *
     * @param until where it ends
     */
    AudioFeed(SlotReader<AudioChunk> reader, StartPoint start, Until until) {
        this.until = until;
        this.reader = reader;
        this.firstEpoch = start.epoch();
        this.end = start.fromMs()
                .flatMap(reader::newestBeforeTime)
                .map(AudioChunks::toChunk)
                .filter(chunk -> chunk.epoch() == firstEpoch && chunk.endOfEpoch());
        var _ = start.apply(reader);
    }

    /** Chunks that have come; waits for at most so long if there are none yet. */
    List<AudioPackets> poll(Duration wait) {
        List<AudioPackets> chunks = new ArrayList<>();
        end.ifPresent(chunks::add);
        end = Optional.empty();
        reader.poll(wait).stream()
                .map(AudioChunks::toChunk)
                .filter(chunk -> chunk.epoch() >= firstEpoch)
                .map(until::of)
                .forEach(chunks::add);
        return chunks;
    }

    @Override
    public void close() {
        reader.close();
    }
}
