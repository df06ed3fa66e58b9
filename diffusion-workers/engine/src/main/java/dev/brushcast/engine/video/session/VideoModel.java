package dev.brushcast.engine.video.session;

import dev.brushcast.engine.folder.KnownStyles;
import dev.brushcast.engine.model.PictureGeometry;
import dev.brushcast.engine.model.PromptShape;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.video.model.VideoNetworks;

/**
 * A video model, loaded. Each network is owned by the thread that uses it; all are closed together, once those have ended.
 *
 * @param name of its folder
 * @param hash SHA-256 over its graphs and weights, in hexadecimal digits
 * @param device that it runs on
 * @param geometry of its frames and latents
 * @param prompt shape of what it is told of one
 * @param rules by which streams are rendered
 * @param styles that its prompts can ask for
 * @param networks that streams go through
 * @param text prompt to states
 */
public record VideoModel(
        String name,
        String hash,
        String device,
        PictureGeometry geometry,
        PromptShape prompt,
        SessionRules rules,
        KnownStyles styles,
        VideoNetworks networks,
        TextEncoder text)
        implements AutoCloseable {

    /** Whether its networks share the cores of a CPU. */
    public boolean runsOnCpu() {
        return device.startsWith("cpu");
    }

    @Override
    public void close() {
        try (text) {
            networks.closeAll();
        }
    }
}
