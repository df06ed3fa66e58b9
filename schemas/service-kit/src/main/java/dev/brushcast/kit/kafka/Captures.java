package dev.brushcast.kit.kafka;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.VideoChunk;
import java.util.Optional;

/** Where a stream's captures begin in what its slot holds, found by their times: what is between is not read. */
public final class Captures {

    /** Audio may begin before its epoch does (priming), and so may a record's timestamp. */
    public static final long MARGIN_MS = 10_000;

    private Captures() {}

    /**
     * The first record that is still there of the capture that a chunk is of. Seek before the next {@link SlotReader#poll}.
     *
     * @param any of its chunks
     */
    public static Optional<SlotReader.Placed<VideoChunk>> beginning(SlotReader<VideoChunk> pictures, VideoChunk any) {
        return pictures.first(searchFromMs(any), chunk -> chunk.getEpoch() == any.getEpoch());
    }

    /** As {@link #beginning}, of its audio. */
    public static Optional<SlotReader.Placed<AudioChunk>> audio(SlotReader<AudioChunk> audio, VideoChunk any) {
        return audio.first(searchFromMs(any), chunk -> chunk.getEpoch() == any.getEpoch());
    }

    /** The newest record before the capture that a chunk is of. Seek before the next {@link SlotReader#poll}. */
    public static Optional<SlotReader.Placed<VideoChunk>> before(SlotReader<VideoChunk> pictures, VideoChunk any) {
        return beginning(pictures, any)
                .flatMap(first -> pictures.newestBefore(first.offset()))
                .filter(chunk -> chunk.value().getEpoch() < any.getEpoch());
    }

    private static long searchFromMs(VideoChunk any) {
        return MediaTime.toRecordTimestamp(any.getEpochStartUs()) - MARGIN_MS;
    }
}
