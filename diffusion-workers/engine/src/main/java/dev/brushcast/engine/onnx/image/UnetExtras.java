package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some networks want: SDXL's pooled embedding and its ids of size and crop, and the guidance scale that a
 * distilled one is told.
 *
 * @param pooled pooled embedding of the prompt, [batch, width], or null
 * @param timeIds original size, crop and target size, [batch, 6], or null
 * @param pooledWidth width of the pooled embedding
 * @param guidance embedding of the guidance scale, [batch, width], or null
 * @param guidanceWidth its width, 0 where there is none
 * @param downscale pixels of a picture's side per element of a latent's
 */
record UnetExtras(
        @Nullable Port pooled,
        @Nullable Port timeIds,
        int pooledWidth,
        @Nullable Port guidance,
        int guidanceWidth,
        int downscale) {

    private static final int TIME_IDS = 6;
    private static final int NARROWEST_GUIDANCE = 4;

    static UnetExtras of(OrtGraph graph, List<Port> ports, ModelFolder folder) {
        Port pooled = null;
        Port timeIds = null;
        Port guidance = null;
        for (Port port : ports) {
            if (port.name().contains("time_ids")) {
                timeIds = port;
            } else if (port.name().contains("text_embeds") && port.rank() == 2) {
                pooled = port;
            } else if (port.name().contains("timestep_cond") && port.rank() == 2) {
                guidance = port;
            } else {
                throw graph.unsuitable("no input " + port);
            }
        }
        if ((pooled == null) != (timeIds == null)) {
            throw graph.unsuitable("text_embeds and time_ids both or neither");
        }
        int pooledWidth = folder.text().getLast().config().projectionDim();
        return new UnetExtras(
                pooled,
                timeIds,
                pooledWidth,
                guidance,
                guidanceWidth(graph, guidance, folder.unet().timeConditionDim()),
                folder.vae().downscale());
    }

    private static int guidanceWidth(OrtGraph graph, @Nullable Port guidance, @Nullable Integer configured) {
        if (guidance == null) {
            return 0;
        }
        long side = guidance.shape()[1];
        int width = side > 0 ? Math.toIntExact(side) : configured == null ? 0 : configured;
        if (width < NARROWEST_GUIDANCE || (configured != null && configured != width)) {
            throw graph.unsuitable("a timestep_cond [batch, time_cond_proj_dim of unet/config.json, which is "
                    + configured + "], at least " + NARROWEST_GUIDANCE + " wide");
        }
        return width;
    }

    void bind(Binding binding, int batch) {
        if (pooled != null && timeIds != null) {
            binding.input(pooled, batch, pooledWidth).input(timeIds, batch, TIME_IDS);
        }
        if (guidance != null) {
            binding.input(guidance, batch, guidanceWidth);
        }
    }

    void put(Binding binding, int at, DenoiseRow row) {
        if (guidance != null) {
            binding.in(guidance).put(at * guidanceWidth, GuidanceEmbedding.of(row.guidanceScale(), guidanceWidth));
        }
        float[] embedding = row.conditioning().pooled();
        if (pooled == null || timeIds == null) {
            return;
        }
        if (embedding == null) {
            throw new IllegalStateException("the network wants a pooled embedding, the text encoder gave none");
        }
        float height = (float) row.shape().height() * downscale;
        float width = (float) row.shape().width() * downscale;
        binding.in(pooled).put(at * pooledWidth, embedding);
        binding.in(timeIds).put(at * TIME_IDS, new float[] {height, width, 0, 0, height, width});
    }
}
