package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.DeviceMemoryException;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.PictureEncoder;
import dev.brushcast.engine.model.Scratch;
import dev.brushcast.engine.noise.NoiseSource;
import dev.brushcast.engine.picture.PicturePlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Encodes pictures, as many of one size at once as pays. Owned by its thread. */
final class EncodeStage implements AgentThread.Duty {

    private final ModelDescription model;
    private final PictureEncoder encoder;
    private final Turns.Turn turn;
    private final NoiseSource noise;
    private final LongSupplier nanoClock;
    private final Admission admission;
    private final FittingBatch fitting;
    private final BatchQueue<FrameSlot> queue;
    private final Scratch planes = new Scratch();

    EncodeStage(
            ModelDescription model,
            PictureEncoder encoder,
            BatchSizes sizes,
            Turns.Turn turn,
            NoiseSource noise,
            LongSupplier nanoClock,
            Admission admission) {
        this.model = model;
        this.encoder = encoder;
        this.turn = turn;
        this.noise = noise;
        this.nanoClock = nanoClock;
        this.fitting = new FittingBatch("encoding", nanoClock);
        this.admission = admission;
        this.queue = new BatchQueue<>(
                slot -> slot.ticket, slot -> model.geometry().latentOf(sizeOf(slot)), sizes, this::fail);
    }

    /** Takes frames in, together: they may be encoded in one batch. */
    void add(List<FrameSlot> slots) {
        queue.add(slots);
    }

    @Override
    public void work() throws InterruptedException {
        encodeAll(queue.take());
    }

    private void encodeAll(List<FrameSlot> batch) throws InterruptedException {
        for (List<FrameSlot> left = batch; !left.isEmpty(); ) {
            List<FrameSlot> next = fitting.of(left);
            left = left.subList(next.size(), left.size());
            encode(next);
        }
    }

    private void encode(List<FrameSlot> batch) throws InterruptedException {
        PictureSize size = sizeOf(batch.getFirst());
        LatentShape shape = model.geometry().latentOf(size);
        List<float[]> pictures = new ArrayList<>();
        List<float @Nullable []> posterior = new ArrayList<>();
        for (FrameSlot slot : batch) {
            pictures.add(planesOf(slot.picture(), pictures.size()));
            posterior.add(noise.posterior(slot.key, shape));
        }
        List<float[]> latents;
        long took;
        try (Turns.Held _ = turn.take()) {
            long before = nanoClock.getAsLong();
            latents = encoder.encode(size, pictures, posterior);
            took = nanoClock.getAsLong() - before;
        } catch (EngineException e) {
            if (e instanceof DeviceMemoryException full && fitting.shrinks(batch.size(), full)) {
                encodeAll(batch);
            } else {
                fail(batch, e);
            }
            return;
        }
        List<FrameSlot> encoded = new ArrayList<>();
        List<float @Nullable []> usable = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            FrameSlot slot = batch.get(i);
            slot.encoded(took);
            if (Finite.all(latents.get(i))) {
                encoded.add(slot);
                usable.add(latents.get(i));
            } else {
                admission.forgo(slot);
                slot.ended(Finite.failure("picture encoder"));
            }
        }
        admission.admit(encoded, shape, usable);
    }

    private void fail(List<FrameSlot> slots, EngineException cause) {
        for (FrameSlot slot : slots) {
            admission.forgo(slot);
            slot.failed("encode", cause);
        }
    }

    private float[] planesOf(Picture picture, int row) {
        float[] written = planes.at(row, picture.rgb().length);
        PicturePlanes.write(picture, written, 0);
        return written;
    }

    private static PictureSize sizeOf(FrameSlot slot) {
        Picture picture = slot.picture();
        return new PictureSize(picture.width(), picture.height());
    }
}
