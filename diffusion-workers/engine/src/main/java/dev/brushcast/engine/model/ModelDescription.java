package dev.brushcast.engine.model;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.folder.SchedulerConfig;
import java.util.List;

/**
 * What the engine needs to know of a loaded model.
 *
 * @param name of its folder
 * @param device that it runs on
 * @param sideMultiple sides of a picture are multiples of this many pixels
 * @param nativeSide side of the picture that it was made for, in pixels
 * @param latentChannels channels of a latent
 * @param downscale pixels of a picture's side per element of a latent's
 * @param tokens length of a prompt
 * @param contextWidth width of one token's state
 * @param pooledWidth width of the pooled embedding; 0 where there is none
 * @param toldThePicture whether the UNet is given the picture's latent beside the noisy one (InstructPix2Pix layout)
 * @param toldGuidance whether the UNet was distilled with guidance and is told its scale
 * @param timestepPerRow whether rows of one UNet call may be at different steps
 * @param scheduler the noise schedule that it was trained on
 * @param graphs each part's inputs and outputs, for people
 */
public record ModelDescription(
        String name,
        String device,
        int sideMultiple,
        int nativeSide,
        int latentChannels,
        int downscale,
        int tokens,
        int contextWidth,
        int pooledWidth,
        boolean toldThePicture,
        boolean toldGuidance,
        boolean timestepPerRow,
        SchedulerConfig scheduler,
        List<String> graphs) {

    private static final int USUAL_SIDE = 512;
    private static final int RGB = 3;

    public ModelDescription {
        graphs = List.copyOf(graphs);
    }

    /** Whether its networks share the cores of a CPU. */
    public boolean runsOnCpu() {
        return device.equals("cpu");
    }

    /** What a folder's files tell, on a device. */
    public static ModelDescription of(
            ModelFolder folder,
            String device,
            int sideMultiple,
            boolean toldGuidance,
            boolean timestepPerRow,
            List<String> graphs) {
        Integer side = folder.nativeSide();
        return new ModelDescription(
                folder.name(),
                device,
                sideMultiple,
                side == null ? USUAL_SIDE : side,
                folder.vae().latentChannels(),
                folder.vae().downscale(),
                folder.text().getFirst().config().maxPositions(),
                folder.unet().crossAttentionDim(),
                folder.isSdxl() ? folder.text().getLast().config().projectionDim() : 0,
                folder.picturesAreConditions(),
                toldGuidance,
                timestepPerRow,
                folder.scheduler(),
                graphs);
    }

    /** The shape of a picture's latent. */
    public LatentShape latentOf(PictureSize size) {
        return new LatentShape(latentChannels, size.height() / downscale, size.width() / downscale);
    }

    /** Number of values of a latent's picture in RGB planes. */
    public int planesOf(LatentShape shape) {
        return RGB * pictureOf(shape).pixels();
    }

    /** The size of a latent's picture. */
    public PictureSize pictureOf(LatentShape shape) {
        return new PictureSize(shape.width() * downscale, shape.height() * downscale);
    }
}
