package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameLatency;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.BatchPlanner;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.batch.ContinuousPlanner;
import dev.brushcast.engine.batch.EncoderBatchSizes;
import dev.brushcast.engine.batch.FixedBatchSize;
import dev.brushcast.engine.batch.MeasuredBatchSizes;
import dev.brushcast.engine.batch.SequentialPlanner;
import dev.brushcast.engine.batch.StreamBatchPlanner;
import dev.brushcast.engine.bound.PictureBound;
import dev.brushcast.engine.denoise.DenoisingFrame;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.denoise.UnetCalls;
import dev.brushcast.engine.memory.MemoryRoom;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.noise.NoiseSource;
import dev.brushcast.engine.prompt.Embeddings;
import dev.brushcast.engine.prompt.StyleGuide;
import dev.brushcast.engine.prompt.TextThread;
import dev.brushcast.engine.schedule.LcmSchedule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages of an engine, wired up, and their threads. */
final class Stages implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Stages.class);

    private final DiffusionModel loaded;
    private final ModelDescription model;
    private final EncodeStage encode;
    private final Admission admission;
    private final MeasuredBatchSizes curves;
    private final MeasuredBatchSizes encoderCurves;
    private final MeasuredBatchSizes decoderCurves;
    private final List<MeasuredBatchSizes> measured;
    private final LatentShape usualShape;
    private final PictureBound bound;
    private final StyleGuide guide;
    private final List<AgentThread> threads;
    private final TextThread text;

    Stages(DiffusionModel loaded, EngineConfig config, NoiseSource noise, Consumer<Throwable> broken) {
        this.loaded = loaded;
        this.model = loaded.description();
        this.text = new TextThread(loaded.text());
        Turns turns = new Turns(model.runsOnCpu());
        CurveMeter meter = new CurveMeter(model, new BatchMeter(turns.always(), config.nanoClock()));
        List<LatentShape> shapes = warmShapes(config);
        this.bound = PictureBound.of(
                new BoundMeter(model.geometry(), shape -> meter.frame(loaded, shape)).measure(),
                MemoryRoom.now(),
                config.longestFrame(),
                shapes.stream()
                        .mapToInt(shape -> model.geometry().pictureOf(shape).pixels())
                        .max()
                        .orElseThrow(),
                model.geometry().nativeSize().pixels());
        LOGGER.info("pictures: {}", bound);
        this.guide = new StyleGuide(model.styles(), text);
        this.curves = new MeasuredBatchSizes(shape -> meter.denoiser(loaded.denoiser(), shape));
        BatchSizes denoiserSizes = config.fixedBatch() > 0 ? new FixedBatchSize(config.fixedBatch()) : curves;
        MeasuredBatchSizes encoderCurves = new MeasuredBatchSizes(shape -> meter.encoder(loaded.encoder(), shape));
        MeasuredBatchSizes decoderCurves = new MeasuredBatchSizes(shape -> meter.decoder(loaded.decoder(), shape));
        BatchSizes encoderSizes = codecSizes(config, new EncoderBatchSizes(encoderCurves, curves));
        BatchSizes decoderSizes = codecSizes(config, decoderCurves);
        this.usualShape = shapes.getFirst();
        this.measured = List.of(curves, encoderCurves, decoderCurves);
        this.encoderCurves = encoderCurves;
        this.decoderCurves = decoderCurves;
        for (LatentShape shape : shapes) {
            expect(shape);
            denoiserSizes.best(shape, 1);
            encoderSizes.best(shape, 1);
            decoderSizes.best(shape, 1);
        }
        DecodeStage decode = new DecodeStage(
                model,
                loaded.decoder(),
                decoderSizes,
                turns.unlessQuick(decoderCurves, curves, usualShape),
                SafetyGate.of(loaded, config.unsafeFrames()),
                config.nanoClock());
        BatchLoop<DenoisingFrame> loop =
                new BatchLoop<>(planner(config, denoiserSizes), new UnetCalls(denoiserSizes, loaded.denoiser()));
        DenoiseStage<DenoisingFrame> denoise = new DenoiseStage<>(loop, turns.always(), config.nanoClock());
        FrameStarter starter = new FrameStarter(
                new LcmSchedule(model.scheduler()), noise, model.unet().imageConditioned());
        this.admission =
                new Admission(new Embeddings(text, model.prompt().contextWidth()), starter, denoise, decode::add);
        this.encode = new EncodeStage(
                model,
                loaded.encoder(),
                encoderSizes,
                turns.unlessQuick(encoderCurves, curves, usualShape),
                noise,
                config.nanoClock(),
                admission);
        this.threads = List.of(
                new AgentThread("brushcast-encode", encode, broken),
                new AgentThread("brushcast-denoise", denoise, broken),
                new AgentThread("brushcast-decode", decode, broken));
    }

    void start() {
        threads.forEach(AgentThread::start);
    }

    /** Sends a request's frames on their way. */
    void begin(List<FrameSlot> slots) {
        List<FrameSlot> pictures =
                slots.stream().filter(slot -> slot.source.picture() != null).toList();
        List<FrameSlot> made =
                slots.stream().filter(slot -> slot.source.picture() == null).toList();
        encode.add(pictures);
        Map<LatentShape, List<FrameSlot>> byShape =
                made.stream().collect(Collectors.groupingBy(slot -> shapeOf(slot.source)));
        byShape.forEach((shape, same) -> admission.admit(same, shape, Collections.nCopies(same.size(), null)));
    }

    /** Has frames of a shape measured before they are rendered, when the next of them comes. */
    void expect(LatentShape shape) {
        measured.forEach(sizes -> sizes.expect(shape));
    }

    /** The shape of a frame's latent. */
    LatentShape shapeOf(SourceFrame frame) {
        PictureSize size = frame.size();
        return size == null ? usualShape : model.geometry().latentOf(size);
    }

    PictureBound bound() {
        return bound;
    }

    TextThread text() {
        return text;
    }

    StyleGuide guide() {
        return guide;
    }

    BatchCurve denoiserCurve(LatentShape shape) {
        return curves.curve(shape);
    }

    /** How long frames of a shape take in a style that the model can do; empty while that is not measured. */
    Optional<FrameLatency> latency(LatentShape shape, Style resolved) {
        int rows = FrameStarter.needsNegative(resolved) ? 2 : 1;
        return encoderCurves
                .known(shape)
                .flatMap(encode -> curves.known(shape)
                        .flatMap(denoise -> decoderCurves
                                .known(shape)
                                .map(decode -> new FrameLatency(
                                        encode,
                                        denoise,
                                        decode,
                                        resolved.steps().tIndexList().size(),
                                        rows,
                                        model.runsOnCpu()))));
    }

    /** Once: ends every thread that uses a part of the model, then frees it. */
    @Override
    public void close() {
        threads.forEach(AgentThread::close);
        text.close();
        loaded.close();
    }

    /** A fixed batch is for replays that are bit-identical: then the autoencoder takes pictures one by one. */
    private static BatchSizes codecSizes(EngineConfig config, BatchSizes measured) {
        return config.fixedBatch() > 0 ? new FixedBatchSize(1) : measured;
    }

    private static BatchPlanner planner(EngineConfig config, BatchSizes sizes) {
        return switch (config.policy()) {
            case SEQUENTIAL -> new SequentialPlanner();
            case STREAM_BATCH -> new StreamBatchPlanner(config.frameBuffer());
            case CONTINUOUS -> new ContinuousPlanner(sizes);
            case AUTO ->
                throw new EngineException("policy auto is for video models: this one renders frame by frame, give"
                        + " sequential, stream-batch or continuous");
        };
    }

    private List<LatentShape> warmShapes(EngineConfig config) {
        List<PictureSize> sizes =
                config.pictureSizes().isEmpty() ? List.of(model.geometry().nativeSize()) : config.pictureSizes();
        return sizes.stream().map(model.geometry()::latentOf).toList();
    }
}
