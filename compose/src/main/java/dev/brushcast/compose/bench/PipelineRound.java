package dev.brushcast.compose.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.brushcast.compose.local.DiskBudget;
import dev.brushcast.compose.local.LocalPipeline;
import dev.brushcast.compose.local.LocalPlan;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * A clip once through the whole pipeline, in this process.
 *
 * @param fps frames per second, from the first to the last that was put out
 * @param frames that were put out
 * @param cpuMillisPerFrame processor time of the whole process from the first frame on, its start left out
 * @param coresBusy how many processors that keeps busy
 */
record PipelineRound(double fps, long frames, double cpuMillisPerFrame, double coresBusy) {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(15);
    private static final long POLL_MILLIS = 5;
    private static final double MILLI = 1e6;

    static PipelineRound run(
            IngestConfig ingest, Geometry.Size size, StyleUpdate style, EngineConfig engine, Path folder)
            throws InterruptedException, ExecutionException {
        DiffusionEngine renderer = Engines.open(engine);
        WarmUp warmUp = new WarmUp(size.width(), size.height(), ingest.chunks().frames(), WARM_UP_LIMIT);
        LocalPlan plan = new LocalPlan(
                0,
                DiskBudget.UNLIMITED,
                ingest,
                style,
                WorkerConfig.defaults().withWarmUp(warmUp),
                epoch -> outputs(ingest, folder.resolve("out"), epoch));
        LocalPipeline pipeline = LocalPipeline.start(plan, renderer, folder.resolve("data"), new SimpleMeterRegistry());
        try (pipeline) {
            while (pipeline.egress().progress().frames().out() == 0
                    && !pipeline.finished().isDone()) {
                Thread.sleep(POLL_MILLIS);
            }
            long first = pipeline.egress().progress().frames().out();
            long began = System.nanoTime();
            long cpu = PROCESS.getProcessCpuTime();
            pipeline.finished().get();
            double cpuMillis = (PROCESS.getProcessCpuTime() - cpu) / MILLI;
            double millis = (System.nanoTime() - began) / MILLI;
            EgressReport report = pipeline.egress().report();
            long frames = report.frames().out();
            return new PipelineRound(report.fps(), frames, cpuMillis / (frames - first), cpuMillis / millis);
        }
    }

    private static EgressConfig outputs(IngestConfig ingest, Path folder, long epoch) {
        OutputConfig defaults = OutputConfig.defaults();
        return new EgressConfig(
                ingest.topics(),
                new StreamConfig(ingest.streamId(), ingest.slot(), Start.NEWEST_EPOCH, End.WITH_EPOCH, epoch),
                new OutputConfig(
                        folder,
                        defaults.segment(),
                        defaults.part(),
                        defaults.window(),
                        defaults.audioPatience(),
                        false,
                        false,
                        0,
                        List.of(),
                        null,
                        null),
                List.of(),
                new HttpConfig(false, "localhost", 0));
    }
}
