package dev.brushcast.media.rtmp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.SecureRandom;

/** The plain handshake (RTMP 1.0, 5.2), as the server's side. */
final class Handshake {

    private static final int VERSION = 3;
    private static final int BYTES = 1536;
    private static final int TIME_AND_ZERO = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Handshake() {}

    /** @throws IOException if the peer is gone or speaks something else */
    static void answer(DataInputStream in, DataOutputStream out) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new RtmpProtocolException("no RTMP");
        }
        byte[] hello = in.readNBytes(BYTES);
        byte[] ours = new byte[BYTES];
        RANDOM.nextBytes(ours);
        for (int i = 0; i < TIME_AND_ZERO; i++) {
            ours[i] = 0; // no digest is expected of who says version 0
        }
        out.writeByte(VERSION);
        out.write(ours);
        out.write(hello);
        out.flush();
        if (hello.length < BYTES || in.readNBytes(BYTES).length < BYTES) {
            throw new RtmpProtocolException("a handshake that is cut short");
        }
    }
}
