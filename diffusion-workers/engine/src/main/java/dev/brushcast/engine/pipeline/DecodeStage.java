package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.PictureSize;
import dev.brushcast.engine.picture.PicturePlanes;
import java.util.List;
import java.util.function.LongSupplier;

/** Decodes finished latents, as many of one shape at once as pays. Owned by its thread. */
final class DecodeStage implements AgentThread.Duty {

    private final ModelDescription model;
    private final LatentDecoder decoder;
    private final BatchSizes sizes;
    private final LongSupplier nanoClock;
    private final StageQueue<Finished> queue = new StageQueue<>();

    DecodeStage(ModelDescription model, LatentDecoder decoder, BatchSizes sizes, LongSupplier nanoClock) {
        this.model = model;
        this.decoder = decoder;
        this.sizes = sizes;
        this.nanoClock = nanoClock;
    }

    /** A frame whose latent is clean. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Finished(FrameSlot slot, LatentShape shape, float[] latent) {}

    void add(Finished finished) {
        queue.add(finished);
    }

    @Override
    public void work() throws InterruptedException {
        List<Finished> batch = queue.takeBatch(
                (one, other) -> one.shape().equals(other.shape()),
                fitting -> sizes.best(fitting.getFirst().shape(), fitting.size()));
        long before = nanoClock.getAsLong();
        List<float[]> pictures;
        LatentShape shape = batch.getFirst().shape();
        try {
            pictures =
                    decoder.decode(shape, batch.stream().map(Finished::latent).toList());
        } catch (EngineException e) {
            batch.forEach(finished -> finished.slot().failed("decode", e));
            return;
        }
        PictureSize size = model.pictureOf(shape);
        for (int i = 0; i < batch.size(); i++) {
            Picture picture = PicturePlanes.read(pictures.get(i), 0, size.width(), size.height());
            long now = nanoClock.getAsLong();
            batch.get(i).slot().styled(picture, now - before, now);
        }
    }
}
