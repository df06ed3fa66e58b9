package dev.brushcast.ingest.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How the containers begin that browsers record. */
final class ContainerStart {

    private static final int EBML = 0x1A45DFA3;
    private static final int FILE_TYPE =
            ByteBuffer.wrap("ftyp".getBytes(StandardCharsets.US_ASCII)).getInt();
    /** How many bytes tell. */
    static final int LENGTH = 2 * Integer.BYTES;

    private ContainerStart() {}

    /** Whether so many bytes or more begin a recording, and are not from its middle, nor something else. */
    static boolean begins(ByteBuffer bytes) {
        int at = bytes.position();
        return bytes.getInt(at) == EBML || bytes.getInt(at + Integer.BYTES) == FILE_TYPE;
    }
}
