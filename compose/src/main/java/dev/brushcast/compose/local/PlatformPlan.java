package dev.brushcast.compose.local;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.ingest.app.Doors;
import dev.brushcast.worker.config.WorkerConfig;
import java.nio.file.Path;

/**
 * What a local platform has.
 *
 * @param brokerPort of the embedded broker; 0: any free one
 * @param slots how many streams there may be
 * @param disk how much of it the topics may take, all together
 * @param worker its worker
 * @param output where each stream has a folder of its name
 * @param http where streams are served
 * @param control where streams are created, changed and deleted, and by whom
 * @param doors where streams are published; the platform opens and closes them
 */
public record PlatformPlan(
        int brokerPort,
        int slots,
        DiskBudget disk,
        WorkerConfig worker,
        Path output,
        HttpConfig http,
        ControlConfig control,
        Doors doors) {}
