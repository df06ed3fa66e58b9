package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.fleet.FrameWork;
import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import dev.brushcast.media.source.StreamSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What streams will ask for, as far as their settings say; what has been measured of one counts for more. Settings are read once: the
 * whole fleet is gone through for each request. Safe for use by several threads.
 */
final class Demand {

    /** Of a source that nothing is said of. */
    private static final double USUAL_FPS = 30;

    private static final int USUAL_WIDTH = 1920;
    private static final int USUAL_HEIGHT = 1080;

    /** More than streams that are not measured yet at one time. */
    private static final int REMEMBERED = 1_000;

    private final Topics topics;
    private final ToDoubleFunction<ModelChoice> cost;
    private final Map<String, Optional<Asked>> read = Collections.synchronizedMap(new Recent());

    private record Asked(
            Geometry.Size size, double fps, @Nullable ModelChoice model) {}

    private static final class Recent extends LinkedHashMap<String, Optional<Asked>> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Asked>> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** @param cost how many times as much work a frame is for a model as for the workers' first */
    Demand(Topics topics, ToDoubleFunction<ModelChoice> cost) {
        this.topics = topics;
        this.cost = cost;
    }

    /**
     * Its frames by their size, or by the last capture's; a rate that is not bounded is taken for 30 a second.
     *
     * @param epoch its last capture
     * @param steps of denoising; 0: the model's own
     * @return empty: it is a recording, which nobody waits for, or its settings cannot be read
     */
    Optional<FrameWork> of(DesiredStream stream, Optional<EpochStart> epoch, int steps) {
        return read.computeIfAbsent(stream.getIngest(), _ -> read(stream)).map(asked -> {
            int width = epoch.map(EpochStart::getWidth).orElse(asked.size().width());
            int height = epoch.map(EpochStart::getHeight).orElse(asked.size().height());
            double each = asked.model() == null ? 1 : cost.applyAsDouble(asked.model());
            return new FrameWork(Math.max(1, width), Math.max(1, height), steps, asked.fps(), each);
        });
    }

    private Optional<Asked> read(DesiredStream stream) {
        try {
            IngestConfig config = IngestConfig.of(stream, topics);
            if (!isLive(config)) {
                return Optional.empty();
            }
            Double most = config.pictures().maxFrameRate();
            return Optional.of(new Asked(
                    config.pictures().geometry().of(USUAL_WIDTH, USUAL_HEIGHT),
                    most == null ? USUAL_FPS : most,
                    config.model()));
        } catch (UserError | MediaException _) { // its host says what is wrong with it; it asks for nothing meanwhile
            return Optional.empty();
        }
    }

    private static boolean isLive(IngestConfig config) {
        return config.pacing() == Pacing.REAL_TIME
                || config.source() instanceof MediaSource.NetworkUrl
                || config.source() instanceof PublishSource
                || (config.source() instanceof StreamSource other && !other.isRecorded());
    }
}
