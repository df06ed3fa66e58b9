package dev.brushcast.engine.promptcache;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.text.PromptWeights;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prompts that one text encoder has encoded, a file for each: {@code ROOT/SHAPE/WEIGHTS/PROMPT}. Any number of processes may
 * read and write at once: a file appears whole, and one that is damaged is as one that is not there.
 */
final class PromptFiles {

    private static final Logger LOGGER = LoggerFactory.getLogger(PromptFiles.class);

    private final Path folder;
    private final @Nullable String weights;

    PromptFiles(Path root, TextIdentity encoder) {
        this.folder = root.resolve(encoder.shape());
        this.weights = encoder.weights();
    }

    /** Whether the text encoder is here, and so may write. */
    boolean knowsEncoder() {
        return weights != null;
    }

    /** Where prompts of this encoder are, for people. */
    Path folder() {
        return folder;
    }

    /**
     * A prompt that was encoded before, or null.
     *
     * @throws EngineException if several encoders have written, and which of them is this model's cannot be known
     */
    @Nullable
    Conditioning read(PromptWeights prompt) {
        Path of = weights == null ? only() : folder.resolve(weights);
        if (of == null) {
            return null;
        }
        Path file = of.resolve(name(prompt));
        try {
            return PromptFile.read(Files.readAllBytes(file));
        } catch (NoSuchFileException notYet) {
            return null;
        } catch (IOException e) {
            LOGGER.warn("{} is left out: {}", file, EngineException.reason(e));
            return null;
        }
    }

    /** Keeps a prompt. What cannot be written is said, and costs nothing but the next encoding. */
    void write(PromptWeights prompt, Conditioning encoded) {
        if (weights == null) {
            throw new IllegalStateException("nobody knows what has encoded it");
        }
        Path of = folder.resolve(weights);
        // Not the temporary files of Java's own, which nobody else may read.
        Path part = of.resolve("." + name(prompt) + "." + UUID.randomUUID());
        try {
            Files.createDirectories(of);
            Files.write(part, PromptFile.bytes(encoded), StandardOpenOption.CREATE_NEW);
            Files.move(
                    part,
                    of.resolve(name(prompt)),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOGGER.warn("an encoded prompt cannot be kept in {}: {}", of, EngineException.reason(e));
            discard(part);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOGGER.warn("{} is left over: {}", part, EngineException.reason(e));
        }
    }

    /** The one folder that is there, where the encoder's own weights are not at hand. */
    private @Nullable Path only() {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (DirectoryStream<Path> encoders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            List<Path> all =
                    StreamSupport.stream(encoders.spliterator(), false).sorted().toList();
            if (all.size() > 1) {
                throw new EngineException(folder + " holds prompts of " + all.size()
                        + " text encoders that differ only in their weights: remove those that are not of this model");
            }
            return all.isEmpty() ? null : all.getFirst();
        } catch (IOException e) {
            throw new EngineException(folder + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    private static String name(PromptWeights prompt) {
        Digest digest = new Digest();
        for (PromptWeights.Piece piece : prompt.pieces()) {
            digest.text(piece.text()).number(Float.floatToIntBits(piece.weight()));
        }
        return digest.hex();
    }
}
