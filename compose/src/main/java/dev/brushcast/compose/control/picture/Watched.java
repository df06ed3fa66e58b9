package dev.brushcast.compose.control.picture;

/** A picture that somebody looks at. */
public record Watched(String streamId, int slot, PictureKind kind) {}
