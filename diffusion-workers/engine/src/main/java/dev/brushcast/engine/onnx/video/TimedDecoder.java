package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoDecoder;
import java.util.List;
import java.util.function.LongConsumer;

/** A decoder that says how long each call took: its device has less time for blocks. */
record TimedDecoder(VideoDecoder decoder, LongConsumer nanos) implements VideoDecoder {

    @Override
    public CodecMemory open() {
        return decoder.open();
    }

    @Override
    public List<float[]> decode(CodecMemory memory, List<float[]> latents, LatentShape shape) {
        long begun = System.nanoTime();
        List<float[]> frames = decoder.decode(memory, latents, shape);
        nanos.accept(System.nanoTime() - begun);
        return frames;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
