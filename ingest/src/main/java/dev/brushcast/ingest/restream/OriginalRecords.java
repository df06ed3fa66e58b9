package dev.brushcast.ingest.restream;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.VideoChunk;

/**
 * What is read of another stream.
 *
 * @param pictures its chunks of picture
 * @param audio its chunks of audio
 * @param range what of them is wanted
 * @param whole true: nothing was there before the first one that is read; what is missing before it has left the topic
 * @param recorded true: it is replayed, and ends; false: it is followed live
 */
record OriginalRecords(
        Track<VideoChunk> pictures, Track<AudioChunk> audio, MediaRange range, boolean whole, boolean recorded) {}
