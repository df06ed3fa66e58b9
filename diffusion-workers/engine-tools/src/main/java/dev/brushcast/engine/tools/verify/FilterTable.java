package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The similarity filter alone ({@code filter/filter.json}). */
final class FilterTable {

    static final String FILE = "filter/filter.json";

    private FilterTable() {}

    static CaseReport run(Path file) {
        JsonNode table = Json.read(file, "streamdiffusion-v1-filter/1");
        Npy array = Npy.read(file.resolveSibling(table.path("frames").asText()));
        List<float[]> frames = new ArrayList<>();
        for (int i = 0; i < array.shape()[0]; i++) {
            frames.add(array.row(i));
        }
        CaseReport report = new CaseReport();
        for (JsonNode trace : table.path("traces")) {
            report.section("threshold " + trace.path("threshold") + " max " + trace.path("max_skip_frame"));
            FilterTrace.run(trace, frames).report(report);
        }
        return report;
    }
}
