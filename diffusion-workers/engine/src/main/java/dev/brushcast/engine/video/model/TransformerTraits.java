package dev.brushcast.engine.video.model;

/**
 * Sizes of a causal video transformer.
 *
 * @param layers number of blocks
 * @param heads of each attention
 * @param headWidth numbers of a head
 * @param textTokens of a prompt
 * @param textWidth numbers of a prompt's token
 * @param latentChannels of what is denoised
 * @param judgesSinks whether it says which sink a frame has become unlike
 */
public record TransformerTraits(
        int layers, int heads, int headWidth, int textTokens, int textWidth, int latentChannels, boolean judgesSinks) {}
