package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.DeviceMemoryException;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.Scratch;
import dev.brushcast.engine.picture.PicturePlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Decodes finished latents, as many of one shape at once as pays. Owned by its thread. */
final class DecodeStage implements AgentThread.Duty {

    private final ModelDescription model;
    private final LatentDecoder decoder;
    private final Turns.Turn turn;
    private final SafetyGate gate;
    private final LongSupplier nanoClock;
    private final BatchQueue<Finished> queue;
    private final Scratch planes = new Scratch();
    private final FittingBatch fitting;

    DecodeStage(
            ModelDescription model,
            LatentDecoder decoder,
            BatchSizes sizes,
            Turns.Turn turn,
            SafetyGate gate,
            LongSupplier nanoClock) {
        this.model = model;
        this.decoder = decoder;
        this.turn = turn;
        this.gate = gate;
        this.nanoClock = nanoClock;
        this.fitting = new FittingBatch("decoding", nanoClock);
        this.queue = new BatchQueue<>(done -> done.slot().ticket, Finished::shape, sizes, DecodeStage::fail);
    }

    /** A frame whose latent is clean. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Finished(FrameSlot slot, LatentShape shape, float[] latent) {}

    void add(Finished finished) {
        queue.add(List.of(finished));
    }

    @Override
    public void work() throws InterruptedException {
        List<Finished> batch = finite(queue.take());
        decodeAll(batch);
    }

    private void decodeAll(List<Finished> batch) {
        for (List<Finished> left = batch; !left.isEmpty(); ) {
            List<Finished> next = fitting.of(left);
            left = left.subList(next.size(), left.size());
            decode(next);
        }
    }

    /** Those whose latents are numbers; the others fail. */
    private static List<Finished> finite(List<Finished> batch) {
        List<Finished> good = new ArrayList<>();
        for (Finished finished : batch) {
            if (Finite.all(finished.latent())) {
                good.add(finished);
            } else {
                finished.slot().ended(Finite.failure("UNet"));
            }
        }
        return good;
    }

    private void decode(List<Finished> batch) {
        LatentShape shape = batch.getFirst().shape();
        List<float[]> pictures = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            pictures.add(planes.at(i, model.geometry().planesOf(shape)));
        }
        long before;
        try (Turns.Held _ = turn.take()) {
            before = nanoClock.getAsLong();
            decoder.decode(shape, batch.stream().map(Finished::latent).toList(), pictures);
        } catch (EngineException e) {
            if (e instanceof DeviceMemoryException full && fitting.shrinks(batch.size(), full)) {
                decodeAll(batch);
            } else {
                fail(batch, e);
            }
            return;
        }
        PictureSize size = model.geometry().pictureOf(shape);
        for (int i = 0; i < batch.size(); i++) {
            FrameSlot slot = batch.get(i).slot();
            if (Finite.all(pictures.get(i))) {
                emit(slot, PicturePlanes.read(pictures.get(i), 0, size.width(), size.height()), before);
            } else {
                slot.ended(Finite.failure("decoder"));
            }
        }
    }

    private static void fail(List<Finished> frames, EngineException cause) {
        frames.forEach(finished -> finished.slot().failed("decode", cause));
    }

    private void emit(FrameSlot slot, Picture picture, long before) {
        try {
            SafetyGate.Verdict verdict = gate.judge(picture);
            long now = nanoClock.getAsLong();
            verdict.withheld()
                    .ifPresentOrElse(
                            slot::ended, () -> slot.styled(verdict.shown(), verdict.veiled(), now - before, now));
        } catch (EngineException e) {
            slot.failed("safety", e);
        }
    }
}
