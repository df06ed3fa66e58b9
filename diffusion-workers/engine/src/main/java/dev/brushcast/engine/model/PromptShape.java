package dev.brushcast.engine.model;

/**
 * The shape of what a network is told of a prompt.
 *
 * @param tokens length of a prompt, its marks of beginning and end included
 * @param contextWidth width of one token's state
 * @param pooledWidth width of the pooled embedding; 0 where there is none
 */
public record PromptShape(int tokens, int contextWidth, int pooledWidth) {

    /** What stands for no prompt at all, where only time is measured or a size is tried. */
    public Conditioning zeros() {
        return new Conditioning(new float[tokens * contextWidth], new float[pooledWidth]);
    }
}
