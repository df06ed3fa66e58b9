package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.style.StyleTimeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker with a video model that is killed while chunks are in it. */
class KilledWorkerIT {

    private static final Path ENGINE = Path.of("../engine/src").toAbsolutePath().normalize();
    private static final String STREAM = "killed";
    private static final PictureSize SIZE = WorkerProcess.SIZE;
    private static final int BEFORE = 14;
    private static final int ALL = 28;

    @TempDir
    private static Path folder;

    @Test
    void anotherTakesOverWithoutLossAndKeepsTheLook() throws IOException {
        Path model = model();
        Path state = Files.createDirectories(folder.resolve("state"));
        try (WorkerCluster cluster = new WorkerCluster()) {
            String broker = cluster.connection.bootstrapServers();
            Map<String, WorkerProcess> workers = new HashMap<>();
            try (WorkerProcess one = WorkerProcess.start(broker, "one", state, model);
                    WorkerProcess other = WorkerProcess.start(broker, "other", state, model)) {
                workers.put("one", one);
                workers.put("other", other);
                workers.values().forEach(WorkerProcess::awaitReady);
                publish(cluster, 0, BEFORE);
                // Two steps in a stream batch: the last chunk that came in is still in the model.
                String serving = styled(cluster, BEFORE - 1).getLast().getWorker();
                Objects.requireNonNull(workers.get(serving)).kill();
                publish(cluster, BEFORE, ALL);

                List<StyledChunk> styled = styled(cluster, ALL);
                assertThat(styled)
                        .extracting(StyledChunk::getSequence)
                        .containsExactlyElementsOf(
                                LongStream.range(0, ALL).boxed().toList());
                assertThat(styled)
                        .flatExtracting(StyledChunk::getFrames)
                        .extracting(StyledFrame::getOutcome)
                        .containsOnly(FrameOutcome.STYLED);
                assertThat(styled).extracting(StyledChunk::getWorker).contains("one", "other");
                assertSeamIsNotSeen(styled, serving);
                assertIsWhatNobodyKilledWouldHaveGiven(styled, model);
            }
        }
    }

    /** Neighbours across the takeover differ no more than one and a half times as much as those across other chunks' ends do. */
    private static void assertSeamIsNotSeen(List<StyledChunk> styled, String killed) {
        double seam = Double.NaN;
        List<Double> others = new ArrayList<>();
        // The window is full by then: what comes before is the stream's start.
        for (int i = 7; i < styled.size(); i++) {
            double difference = difference(
                    styled.get(i - 1).getFrames().getLast(),
                    styled.get(i).getFrames().getFirst());
            boolean takeover = styled.get(i - 1).getWorker().equals(killed)
                    && !styled.get(i).getWorker().equals(killed);
            if (takeover) {
                seam = difference;
            } else {
                others.add(difference);
            }
        }
        double usual =
                others.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertThat(seam).as("beside %.2f of 255 from chunk to chunk", usual).isLessThanOrEqualTo(1.5 * usual);
    }

    /** Those of one session: what is shown again to another one leaves the same behind, but for the stream's first frames. */
    private static void assertIsWhatNobodyKilledWouldHaveGiven(List<StyledChunk> styled, Path model) {
        Map<Long, Picture> whole = new HashMap<>();
        try (DiffusionEngine engine = WorkerProcess.engine(model);
                StreamSession session = engine.open(STREAM)) {
            for (long sequence = 0; sequence < ALL; sequence++) {
                VideoChunk chunk = chunk(sequence);
                List<SourceFrame> frames = chunk.getFrames().stream()
                        .map(frame -> new SourceFrame(
                                frame.getNumber(),
                                MediaTime.of(chunk, frame),
                                new Picture(SIZE.width(), SIZE.height(), bytes(frame.getData())),
                                StyleTimeline.DEFAULT))
                        .toList();
                keep(
                        session.render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                                .toCompletableFuture()
                                .join()
                                .results(),
                        whole);
            }
            keep(session.drain().toCompletableFuture().join(), whole);
        }
        for (StyledChunk chunk : styled) {
            for (StyledFrame frame : chunk.getFrames()) {
                byte[] expected =
                        Objects.requireNonNull(whole.get(frame.getNumber())).rgb();
                assertThat(difference(frame.getData(), ByteBuffer.wrap(expected)))
                        .as("frame %d, of 255; 1.8 without the chunks before", frame.getNumber())
                        .isLessThan(0.1);
            }
        }
    }

    private static void keep(List<FrameResult> results, Map<Long, Picture> into) {
        results.forEach(result -> into.put(result.number(), ((RenderedFrame.Styled) result.outcome()).picture()));
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }

    private static double difference(StyledFrame one, StyledFrame other) {
        return difference(one.getData(), other.getData());
    }

    private static double difference(ByteBuffer first, ByteBuffer second) {
        double sum = 0;
        for (int i = 0; i < first.remaining(); i++) {
            sum += Math.abs((first.get(first.position() + i) & 0xff) - (second.get(second.position() + i) & 0xff));
        }
        return sum / first.remaining();
    }

    private static void publish(WorkerCluster cluster, long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            cluster.publish(0, chunk(sequence));
        }
    }

    private static VideoChunk chunk(long sequence) {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < Chunks.FRAMES; i++) {
            pictures.add(picture(sequence * Chunks.FRAMES + i));
        }
        return Chunks.builder(STREAM, 1, sequence, pictures)
                .setWidth(SIZE.width())
                .setHeight(SIZE.height())
                .setEndOfEpoch(sequence == ALL - 1)
                .build();
    }

    /** A square that moves over stripes. */
    private static byte[] picture(long number) {
        byte[] rgb = new byte[3 * SIZE.pixels()];
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                boolean square = Math.abs(x - number % SIZE.width()) < 8 && Math.abs(y - 16) < 8;
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (y * SIZE.width() + x) + channel] = (byte) (square ? 200 : 60 + 3 * y + 20 * channel);
                }
            }
        }
        return rgb;
    }

    private static List<StyledChunk> styled(WorkerCluster cluster, int atLeast) {
        return cluster.read(Topics.UNPREFIXED.styledVideo(), STREAM, atLeast).stream()
                .map(record -> cluster.serdes
                        .value(StyledChunk.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }

    /** The engine's video model of random weights, with two steps. */
    private static Path model() throws IOException {
        Path model = folder.resolve("model");
        copy(ENGINE.resolve("test/resources/video-model"), model);
        copy(ENGINE.resolve("main/resources/models/builtin/text_encoder"), model.resolve("text_encoder"));
        copy(ENGINE.resolve("main/resources/models/builtin/tokenizer"), model.resolve("tokenizer"));
        Files.writeString(
                model.resolve("scheduler/scheduler_config.json"),
                "{\"noise_scale\": 0.7, \"steps\": 2, \"width\": 64, \"height\": 32}");
        return model;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
