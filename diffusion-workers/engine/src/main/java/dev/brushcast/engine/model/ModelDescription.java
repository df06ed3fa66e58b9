package dev.brushcast.engine.model;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.KnownStyles;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.folder.SchedulerConfig;
import java.util.List;

/**
 * What the engine needs to know of a loaded model.
 *
 * @param name of its folder
 * @param hash SHA-256 over its graphs and weights, in hexadecimal digits; empty: it has none
 * @param device that it runs on
 * @param geometry of its pictures and latents
 * @param prompt shape of what it is told of one
 * @param unet what that takes
 * @param scheduler the noise schedule that it was trained on
 * @param styles that its prompts can ask for
 * @param graphs each part's inputs and outputs, for people
 */
public record ModelDescription(
        String name,
        String hash,
        String device,
        PictureGeometry geometry,
        PromptShape prompt,
        UnetTraits unet,
        SchedulerConfig scheduler,
        KnownStyles styles,
        List<String> graphs) {

    private static final PictureSize USUAL_SIZE = new PictureSize(512, 512);

    public ModelDescription {
        graphs = List.copyOf(graphs);
    }

    /** What a folder's files tell, on a device. */
    public static ModelDescription of(
            ModelFolder folder,
            String device,
            int sideMultiple,
            boolean guidanceEmbedded,
            boolean timestepPerRow,
            List<String> graphs) {
        PictureSize size = folder.nativeSize();
        return new ModelDescription(
                folder.name(),
                folder.hash(),
                device,
                new PictureGeometry(
                        sideMultiple,
                        size == null ? USUAL_SIZE : size,
                        folder.vae().latentChannels(),
                        folder.vae().downscale()),
                new PromptShape(
                        folder.text().getFirst().config().maxPositions(),
                        folder.unet().crossAttentionDim(),
                        folder.isSdxl() ? folder.text().getLast().config().projectionDim() : 0),
                new UnetTraits(folder.picturesAreConditions(), guidanceEmbedded, timestepPerRow),
                folder.scheduler(),
                KnownStyles.of(folder.path()),
                graphs);
    }

    /** Whether its networks share the cores of a CPU. */
    public boolean runsOnCpu() {
        return device.equals("cpu");
    }
}
