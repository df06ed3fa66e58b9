package dev.brushcast.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds boxes in bytes. */
public final class Boxes {

    private Boxes() {}

    /**
     * One box.
     *
     * @param type four characters
     * @param content what follows the size and the type
     */
    public record Box(String type, ByteBuffer content) {

        /** The boxes inside, if the content is nothing but boxes. */
        public List<Box> children() {
            return children(0);
        }

        /** The boxes inside, after {@code skip} bytes of other content. */
        public List<Box> children(int skip) {
            return parse(content.slice(skip, content.remaining() - skip));
        }

        /** The box with its size and type, as it would be written. */
        public byte[] toByteArray() {
            byte[] all = new byte[8 + content.remaining()];
            ByteBuffer.wrap(all)
                    .putInt(all.length)
                    .put(type.getBytes(StandardCharsets.US_ASCII))
                    .put(content.duplicate());
            return all;
        }
    }

    /**
     * The boxes that lie one after the other in the bytes.
     *
     * @throws IllegalArgumentException if they are no boxes
     */
    public static List<Box> parse(ByteBuffer bytes) {
        ByteBuffer rest = bytes.slice();
        List<Box> boxes = new ArrayList<>();
        while (rest.remaining() >= 8) {
            int start = rest.position();
            long size = Integer.toUnsignedLong(rest.getInt());
            byte[] type = new byte[4];
            rest.get(type);
            if (size < 8 || start + size > rest.limit()) {
                throw new IllegalArgumentException("a box of " + size + " bytes at " + start + " of " + rest.limit());
            }
            boxes.add(new Box(new String(type, StandardCharsets.US_ASCII), rest.slice(start + 8, (int) size - 8)));
            rest.position(start + (int) size);
        }
        return boxes;
    }

    /** The first box at the end of the path, each step a type; containers only. */
    public static Optional<Box> find(byte[] bytes, String... path) {
        List<Box> level = parse(ByteBuffer.wrap(bytes));
        Optional<Box> found = Optional.empty();
        for (String type : path) {
            found = level.stream().filter(box -> box.type().equals(type)).findFirst();
            if (found.isEmpty()) {
                return found;
            }
            boolean container = !type.equals("stsd") && !type.equals(path[path.length - 1]);
            level = container ? found.get().children() : List.of();
        }
        return found;
    }
}
