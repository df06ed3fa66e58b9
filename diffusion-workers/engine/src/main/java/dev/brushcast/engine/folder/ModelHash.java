package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells models apart by what they compute with: SHA-256 over their graphs and weights. Every byte of them is read, about a second for
 * each gigabyte or two: a part of them would not show what was changed elsewhere.
 */
final class ModelHash {

    private static final int BUFFER_BYTES = 1 << 20;

    private ModelHash() {}

    /**
     * Of the files in the order of their names, each with its name in the folder and its length, so that none can take another's place.
     *
     * @return 64 hexadecimal digits
     * @throws EngineException if one cannot be read
     */
    static String of(Path folder, Stream<ModelFile> graphs) {
        List<Path> files = graphs.flatMap(
                        graph -> Stream.concat(Stream.of(graph.path()), graph.externalData().stream()))
                .distinct()
                .sorted()
                .toList();
        MessageDigest sha = sha256();
        for (Path file : files) {
            try {
                byte[] name =
                        folder.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                        .putInt(name.length)
                        .putLong(Files.size(file))
                        .flip());
                sha.update(name);
                add(file, sha);
            } catch (IOException e) {
                throw new EngineException(file + " cannot be read: " + EngineException.reason(e), e);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void add(Path file, MessageDigest sha) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha.update(buffer, 0, count);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
