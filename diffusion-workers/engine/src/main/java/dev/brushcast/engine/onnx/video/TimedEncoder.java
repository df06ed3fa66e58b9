package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.util.List;
import java.util.function.LongConsumer;

/** An encoder that says how long each call took: its device has less time for blocks. */
record TimedEncoder(VideoEncoder encoder, LongConsumer nanos) implements VideoEncoder {

    @Override
    public CodecMemory open() {
        return encoder.open();
    }

    @Override
    public float[] encode(CodecMemory memory, List<float[]> frames, int height, int width) {
        long begun = System.nanoTime();
        float[] latent = encoder.encode(memory, frames, height, width);
        nanos.accept(System.nanoTime() - begun);
        return latent;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
