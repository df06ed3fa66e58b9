package dev.brushcast.engine.promptcache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of things of any length, each told apart from the next. */
final class Digest {

    private static final int CHARACTERS = 32;
    private static final int SAMPLES = 512;
    private static final int SAMPLE_BYTES = 16 * 1024;

    private final MessageDigest sha;

    Digest() {
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Digest text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Digest number(long number) {
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return this;
    }

    /** A whole file. */
    Digest file(Path file) throws IOException {
        return bytes(Files.readAllBytes(file));
    }

    /**
     * A file of weights: its length and 8 MiB of it, evenly spread. All of 11 GB would take half a minute at every start, and
     * weights that differ do so everywhere.
     */
    Digest weights(Path file) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long size = in.size();
            number(size);
            ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
            long step = Math.max(SAMPLE_BYTES, size / SAMPLES);
            for (long at = 0; at < size; at += step) {
                in.position(at);
                sample.clear();
                while (sample.hasRemaining() && in.read(sample) >= 0) {
                    // Until it is full, or the file ends.
                }
                sha.update(sample.flip());
            }
        }
        return this;
    }

    /** 128 bits of it, as text. */
    String hex() {
        return HexFormat.of().formatHex(sha.digest()).substring(0, CHARACTERS);
    }

    private Digest bytes(byte[] bytes) {
        number(bytes.length);
        sha.update(bytes);
        return this;
    }
}
