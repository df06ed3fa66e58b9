package dev.brushcast.compose.control.picture;

import java.util.Locale;
import java.util.Optional;

/** Which picture of a stream. */
public enum PictureKind {
    STYLED,
    SOURCE;

    /** As callers say it: {@code styled}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a caller says. */
    public static Optional<PictureKind> of(String word) {
        for (PictureKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
