package dev.brushcast.compose.size;

/**
 * Live streams that are all alike.
 *
 * @param streams how many
 * @param fps frames a second of each
 * @param width pixels of their pictures
 * @param height pixels
 * @param chunkFrames frames in a record
 * @param keepHours for how long source and styled pictures are kept
 */
public record Load(int streams, double fps, int width, int height, int chunkFrames, double keepHours) {

    long pixels() {
        return (long) width * height;
    }

    double chunksPerSecond() {
        return fps / chunkFrames;
    }
}
