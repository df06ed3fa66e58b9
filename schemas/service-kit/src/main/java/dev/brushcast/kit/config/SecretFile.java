package dev.brushcast.kit.config;

import dev.brushcast.kit.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that has one secret in it, as container engines mount them: {@code /run/secrets/NAME}. */
final class SecretFile {

    /** A chain of certificates is a few KiB; what is longer is the wrong file. */
    private static final int LONGEST = 64 << 10;

    private SecretFile() {}

    /**
     * What is in the file, without the line end that editors and {@code echo} leave behind it: kept, it would be part of the
     * password.
     *
     * @throws UnreadableSecretException if it cannot be read, is empty, is no text or is longer than 64 KiB
     */
    static String read(String file) {
        String secret = text(file).replaceFirst("\r?\n\\z", "");
        if (secret.isEmpty()) {
            throw new UnreadableSecretException(file, "is empty: write it there", null);
        }
        return secret;
    }

    private static String text(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UnreadableSecretException(
                        file, "is longer than 64 KiB: name a file that has nothing else in it", null);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableSecretException(file, "is not text in UTF-8", e);
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableSecretException(file, "cannot be read: " + Reason.of(e), e);
        }
    }
}
