package dev.brushcast.compose.local;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.worker.config.WorkerConfig;
import java.util.function.LongFunction;

/**
 * What a local pipeline does.
 *
 * @param brokerPort of the embedded broker; 0: any free one
 * @param disk how much of it the topics may take
 * @param ingest what it takes in, and how
 * @param source what is taken in, which may be open already
 * @param style the style that it starts with
 * @param worker its worker
 * @param egress its outputs, for the epoch that the capture will have: earlier ones may still be in the topics
 */
public record LocalPlan(
        int brokerPort,
        DiskBudget disk,
        IngestConfig ingest,
        SourceConnection source,
        StyleUpdate style,
        WorkerConfig worker,
        LongFunction<EgressConfig> egress) {

    /** With a source that is opened when everything else is ready. */
    public LocalPlan(
            int brokerPort,
            DiskBudget disk,
            IngestConfig ingest,
            StyleUpdate style,
            WorkerConfig worker,
            LongFunction<EgressConfig> egress) {
        this(
                brokerPort,
                disk,
                ingest,
                SourceConnection.to(ingest.source(), ingest.connection(), progress -> {}),
                style,
                worker,
                egress);
    }
}
