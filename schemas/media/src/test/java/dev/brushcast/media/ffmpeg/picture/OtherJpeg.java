package dev.brushcast.media.ffmpeg.picture;

import dev.brushcast.media.RgbPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;

/** The JDK's own JPEG codec, to compare with. */
final class OtherJpeg {

    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    private OtherJpeg() {}

    static RgbPicture decode(byte[] jpeg) throws IOException {
        BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(jpeg)));
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new RgbPicture(image.getWidth(), image.getHeight(), rgb);
    }

    /** In colour, with as many luma samples for each chroma sample as said. */
    static byte[] encode(RgbPicture picture, int horizontal, int vertical) throws IOException {
        return encode(image(picture, BufferedImage.TYPE_INT_RGB), horizontal, vertical);
    }

    static byte[] encodeGrey(RgbPicture picture) throws IOException {
        return encode(image(picture, BufferedImage.TYPE_BYTE_GRAY), 1, 1);
    }

    private static byte[] encode(BufferedImage image, int horizontal, int vertical) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.97f);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        Element tree = (Element) metadata.getAsTree(FORMAT);
        Element luma = (Element) tree.getElementsByTagName("componentSpec").item(0);
        luma.setAttribute("HsamplingFactor", Integer.toString(horizontal));
        luma.setAttribute("VsamplingFactor", Integer.toString(vertical));
        metadata.setFromTree(FORMAT, tree);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(RgbPicture picture, int type) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int red = Byte.toUnsignedInt(picture.rgb()[3 * i]);
            int green = Byte.toUnsignedInt(picture.rgb()[3 * i + 1]);
            int blue = Byte.toUnsignedInt(picture.rgb()[3 * i + 2]);
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                image.getRaster().setSample(i % picture.width(), i / picture.width(), 0, green);
            } else {
                image.setRGB(i % picture.width(), i / picture.width(), red << 16 | green << 8 | blue);
            }
        }
        return image;
    }
}
