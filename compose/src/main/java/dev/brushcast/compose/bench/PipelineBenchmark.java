package dev.brushcast.compose.bench;

import dev.brushcast.compose.BundledClip;
import dev.brushcast.compose.local.LocalPipeline;
import dev.brushcast.compose.local.LocalPlan;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Engines;
import dev.brushcast.engine.bench.BenchSettings;
import dev.brushcast.engine.bench.EngineBenchmark;
import dev.brushcast.engine.bench.EngineReport;
import dev.brushcast.engine.model.PictureSize;
import dev.brushcast.ingest.Geometry;
import dev.brushcast.ingest.IngestConfig;
import dev.brushcast.ingest.IngestProbe;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.ffmpeg.input.MediaSource;
import dev.brushcast.media.ffmpeg.input.SourceInfo;
import dev.brushcast.worker.bench.HopBenchmark;
import dev.brushcast.worker.bench.HopOptions;
import dev.brushcast.worker.bench.HopReport;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        MediaSource clip = MediaSource.parse(BundledClip.extractTo(folder).toString());
        SourceInfo info = IngestProbe.probe(clip);
        IngestConfig ingest = IngestConfig.of(clip);
        Geometry.Size size = ingest.geometry().of(info.displayWidth(), info.displayHeight());
        EngineReport engine = EngineBenchmark.run(new BenchSettings(
                model,
                device,
                Optional.of(new PictureSize(size.width(), size.height())),
                0,
                ingest.chunkFrames(),
                PER_ROUND,
                ROUNDS));
        HopReport hop = hop(folder.resolve("hop"));
        EgressReport through =
                pipeline(ingest, size, style, EngineConfig.of(model).withDevice(device), folder);
        return new PipelineReport(
                through.fps(),
                through.fps() / engine.floorFps(),
                through.frames().out(),
                engine,
                hop);
    }

    private static HopReport hop(Path folder) {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES))) {
            KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
            try (var serdes = connection.openSerdes();
                    Admin admin = new KafkaClients(connection, serdes).admin("bench")) {
                new TopicProvisioner(admin).create(1, (short) 1);
            }
            return new HopBenchmark(connection, HopOptions.DEFAULT).run(folder.resolve("state"));
        }
    }

    private static EgressReport pipeline(
            IngestConfig ingest, Geometry.Size size, StyleUpdate style, EngineConfig engine, Path folder)
            throws InterruptedException, ExecutionException {
        DiffusionEngine renderer = Engines.open(engine);
        WarmUp warmUp = new WarmUp(size.width(), size.height(), ingest.chunkFrames(), Duration.ofMinutes(15));
        LocalPlan plan = new LocalPlan(
                0,
                ingest,
                style,
                WorkerConfig.defaults().with(warmUp),
                epoch -> outputs(ingest, folder.resolve("out"), epoch));
        LocalPipeline pipeline = LocalPipeline.start(plan, renderer, folder.resolve("data"), new SimpleMeterRegistry());
        try (pipeline) {
            pipeline.finished().get();
        }
        return pipeline.egress().report();
    }

    private static EgressConfig outputs(IngestConfig ingest, Path folder, long epoch) {
        OutputConfig defaults = OutputConfig.defaults();
        return new EgressConfig(
                new StreamConfig(ingest.streamId(), ingest.slot(), Start.NEWEST_EPOCH, End.WITH_EPOCH, epoch),
                new OutputConfig(folder, defaults.segment(), defaults.window(), defaults.soundPatience(), false, false),
                null,
                new HttpConfig(false, "localhost", 0));
    }
}
