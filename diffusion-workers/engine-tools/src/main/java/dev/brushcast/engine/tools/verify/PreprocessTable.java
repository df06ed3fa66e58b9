package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.picture.PicturePlanes;
import dev.brushcast.engine.picture.PictureResizer;
import dev.brushcast.engine.picture.ResamplingFilter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures made ready for the engine ({@code preprocess/preprocess.json}). */
final class PreprocessTable {

    static final String FILE = "preprocess/preprocess.json";
    private static final double STEP = 2 / 255.0;

    private PreprocessTable() {}

    static CaseReport run(Path file) {
        JsonNode table = Json.read(file, "streamdiffusion-v1-preprocess/1");
        double tolerance = table.path("tolerance_8bit_steps").asDouble();
        CaseReport report = new CaseReport();
        for (JsonNode item : table.path("items")) {
            String source = item.path("source").asText();
            report.section(source);
            Picture picture = read(file.resolveSibling(source));
            for (ResamplingFilter filter : ResamplingFilter.values()) {
                String name = filter == ResamplingFilter.BICUBIC ? "bicubic" : "direct";
                Npy want = Npy.read(file.resolveSibling(item.path(name).asText()));
                report.number(name + " 8-bit steps", steps(picture, filter, item, want), tolerance + 1e-3);
            }
        }
        return report;
    }

    private static double steps(Picture picture, ResamplingFilter filter, JsonNode item, Npy want) {
        Picture resized = PictureResizer.resize(
                picture, filter, item.path("width").asInt(), item.path("height").asInt());
        float[] planes = new float[resized.rgb().length];
        PicturePlanes.write(resized, planes, 0);
        double error = planes.length == want.values().length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < planes.length && i < want.values().length; i++) {
            error = Math.max(error, Math.abs(planes[i] - want.values()[i]) / STEP);
        }
        return error;
    }

    private static Picture read(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new EngineException(file + " is not a picture");
            }
            byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
            for (int i = 0; i < rgb.length / 3; i++) {
                int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
                rgb[3 * i] = (byte) (pixel >> 16);
                rgb[3 * i + 1] = (byte) (pixel >> 8);
                rgb[3 * i + 2] = (byte) pixel;
            }
            return new Picture(image.getWidth(), image.getHeight(), rgb);
        } catch (IOException e) {
            throw new EngineException(file + " cannot be read: " + EngineException.reason(e), e);
        }
    }
}
