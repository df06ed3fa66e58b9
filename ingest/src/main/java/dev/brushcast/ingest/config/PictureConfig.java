package dev.brushcast.ingest.config;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a source's pictures.
 *
 * @param geometry which size the frames get
 * @param fit how pictures of other proportions are put into it
 * @param maxFrameRate frames per second that are kept at most, dropped evenly; null: all. Never raises the rate
 * @param format what the bytes of a frame are, of a source that has pictures: JPEG or RGB24
 * @param jpeg how they are compressed, if they are JPEG
 */
public record PictureConfig(
        Geometry geometry, Fit fit, @Nullable Double maxFrameRate, PayloadFormat format, JpegOptions jpeg) {

    public static final PictureConfig DEFAULT =
            new PictureConfig(Geometry.DEFAULT, Fit.CROP, null, PayloadFormat.JPEG, JpegOptions.HIGH_QUALITY);

    public PictureConfig {
        if (maxFrameRate != null && !(maxFrameRate > 0 && maxFrameRate <= 1000)) {
            throw new UserError(maxFrameRate + " is no highest frame rate: give 0.001 to 1000 frames a second");
        }
        if (format != PayloadFormat.JPEG && format != PayloadFormat.RGB24) {
            throw new UserError("Pictures cannot be sent as " + format + ": give JPEG or RGB24");
        }
    }

    public PictureConfig withGeometry(Geometry newGeometry) {
        return new PictureConfig(newGeometry, fit, maxFrameRate, format, jpeg);
    }

    public PictureConfig withFit(Fit newFit) {
        return new PictureConfig(geometry, newFit, maxFrameRate, format, jpeg);
    }

    public PictureConfig withMaxFrameRate(@Nullable Double newRate) {
        return new PictureConfig(geometry, fit, newRate, format, jpeg);
    }

    public PictureConfig withFormat(PayloadFormat newFormat) {
        return new PictureConfig(geometry, fit, maxFrameRate, newFormat, jpeg);
    }

    public PictureConfig withJpeg(JpegOptions newJpeg) {
        return new PictureConfig(geometry, fit, maxFrameRate, format, newJpeg);
    }

    /** The section of a file; what is left out is null. */
    record Section(
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Fit fit,
            @Nullable Double maxFrameRate,
            @Nullable PayloadFormat format,
            @Nullable Integer jpegQuantiser) {

        PictureConfig over(PictureConfig defaults) {
            return new PictureConfig(
                    Geometry.ofSides(width, height, defaults.geometry()),
                    fit == null ? defaults.fit() : fit,
                    maxFrameRate,
                    format == null ? defaults.format() : format,
                    jpegQuantiser == null ? defaults.jpeg() : new JpegOptions(jpegQuantiser));
        }
    }
}
