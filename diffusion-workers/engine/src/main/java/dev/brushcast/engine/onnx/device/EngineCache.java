package dev.brushcast.engine.onnx.device;

import dev.brushcast.engine.UserCache;
import dev.brushcast.engine.folder.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where TensorRT keeps the engines that it builds, which takes minutes. A folder for each graph with its weights: the
 * provider names an engine by the graph alone, so two models that differ in their weights only would share it.
 *
 * @param root the folder of all of them
 */
public record EngineCache(Path root) {

    private static final int NAME_BYTES = 16;
    private static final int BUFFER = 1 << 20;

    /** That of this user. */
    public static EngineCache ofUser() {
        return in(UserCache.folder());
    }

    /** That in a user's {@linkplain UserCache cache}. */
    static EngineCache in(Path userCache) {
        return new EngineCache(userCache.resolve("tensorrt"));
    }

    /** The folder of a graph's engines, made if it is not there; reads all of its weights. */
    public Path folder(ModelFile file) throws IOException {
        MessageDigest digest = sha256();
        add(digest, file.path());
        for (Path weights : file.externalData()) {
            add(digest, weights);
        }
        return Files.createDirectories(root.resolve(HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES)));
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
