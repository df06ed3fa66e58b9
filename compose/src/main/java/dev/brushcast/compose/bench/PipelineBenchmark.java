package dev.brushcast.compose.bench;

import dev.brushcast.compose.BundledClip;
import dev.brushcast.compose.FileTree;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.tools.bench.BenchSettings;
import dev.brushcast.engine.tools.bench.EngineBenchmark;
import dev.brushcast.engine.tools.bench.EngineReport;
import dev.brushcast.engine.tools.bench.Setting;
import dev.brushcast.ingest.app.IngestProbe;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.worker.bench.HopBenchmark;
import dev.brushcast.worker.bench.HopOptions;
import dev.brushcast.worker.bench.HopReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The bundled clip through the whole pipeline, beside the engine alone and Kafka alone, one after the other. */
public final class PipelineBenchmark {

    private static final Duration PER_ROUND = Duration.ofSeconds(3);
    private static final int ROUNDS = 3;

    private PipelineBenchmark() {}

    /**
     * Measures in a temporary folder.
     *
     * @param style that every frame is rendered in
     */
    public static PipelineReport run(Path model, String device, StyleUpdate style)
            throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("brushcast-bench");
        try {
            return run(model, device, style, folder);
        } finally {
            FileTree.delete(folder);
        }
    }

    private static PipelineReport run(Path model, String device, StyleUpdate style, Path folder)
            throws InterruptedException, ExecutionException {
        MediaSource clip = MediaSource.parse(BundledClip.extractTo(folder).toString());
        SourceInfo info = IngestProbe.probe(clip);
        IngestConfig ingest = IngestConfig.of(clip);
        Geometry.Size size = ingest.pictures().geometry().of(info.displayWidth(), info.displayHeight());
        PictureSize pictures = new PictureSize(size.width(), size.height());
        BenchSettings settings = new BenchSettings(
                model, device, Optional.of(pictures), 0, ingest.chunks().frames(), PER_ROUND, ROUNDS);
        EngineReport engine = EngineBenchmark.run(settings, BatchPolicy.CONTINUOUS, Setting.USUAL);
        HopReport hop = hop(folder.resolve("hop"));
        List<PipelineRound> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(PipelineRound.run(
                    ingest, size, style, EngineConfig.of(model).withDevice(device), folder.resolve("round-" + round)));
        }
        rounds.sort(Comparator.comparingDouble(PipelineRound::fps));
        PipelineRound median = rounds.get(ROUNDS / 2);
        return new PipelineReport(
                median.fps(),
                median.fps() / engine.throughput().floorFps(),
                median.frames(),
                median.cpuMillisPerFrame(),
                median.coresBusy(),
                engine,
                hop);
    }

    private static HopReport hop(Path folder) {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES))) {
            KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
            try (var serdes = connection.openSerdes();
                    Admin admin = new KafkaClients(connection, serdes).admin("bench")) {
                new TopicProvisioner(admin, Topics.UNPREFIXED).create(1, (short) 1);
            }
            return new HopBenchmark(connection, Topics.UNPREFIXED, HopOptions.DEFAULT).run(folder.resolve("state"));
        }
    }
}
