package dev.brushcast.engine.folder;

import java.nio.file.Path;

/**
 * One text encoder with its tokenizer.
 *
 * @param config the encoder's shape
 * @param model the encoder
 * @param tokenizer folder of its vocabulary and configuration
 */
public record TextPart(TextConfig config, ModelFile model, Path tokenizer) {}
