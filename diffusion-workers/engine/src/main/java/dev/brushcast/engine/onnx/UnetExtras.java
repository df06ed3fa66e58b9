package dev.brushcast.engine.onnx;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DenoiseRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only larger networks want: SDXL's pooled embedding and its ids of size and crop.
 *
 * @param pooled pooled embedding of the prompt, [batch, width], or null
 * @param timeIds original size, crop and target size, [batch, 6], or null
 * @param pooledWidth width of the pooled embedding
 * @param downscale pixels of a picture's side per element of a latent's
 */
record UnetExtras(@Nullable Port pooled, @Nullable Port timeIds, int pooledWidth, int downscale) {

    private static final int TIME_IDS = 6;

    static UnetExtras of(OrtGraph graph, List<Port> ports, ModelFolder folder) {
        Port pooled = null;
        Port timeIds = null;
        for (Port port : ports) {
            if (port.name().contains("time_ids")) {
                timeIds = port;
            } else if (port.name().contains("text_embeds") && port.rank() == 2) {
                pooled = port;
            } else {
                throw graph.unsuitable("no input " + port);
            }
        }
        if ((pooled == null) != (timeIds == null)) {
            throw graph.unsuitable("text_embeds and time_ids both or neither");
        }
        int pooledWidth = folder.text().getLast().config().projectionDim();
        return new UnetExtras(pooled, timeIds, pooledWidth, folder.vae().downscale());
    }

    void bind(Binding binding, int batch) {
        if (pooled != null && timeIds != null) {
            binding.input(pooled, batch, pooledWidth).input(timeIds, batch, TIME_IDS);
        }
    }

    void put(Binding binding, int at, DenoiseRow row) {
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
