package dev.brushcast.compose.size;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;

/**
 * What a size is made of. Each number says where it is from: <i>measured</i>, with the README that has the conditions,
 * <i>by design</i>, or <i>assumed</i>, to be replaced by whoever knows better.
 *
 * @param replication copies of each topic; by design of docker-compose.yml
 * @param smallBytes of a JPEG of 340x192; measured, worker's README
 * @param largeBytes of a JPEG of 512x512; measured, worker's README
 * @param audioBytes of a stream's sound in a second; assumed, AAC of 128 kbit/s
 * @param partitionsPerSlot topics with a partition for each slot, changelogs included; by design
 * @param coreMegabytes a second that clients write to one broker core without copies; measured, SCALE.md: 96 took 0.4 to 0.5 of
 *     a core, so that one takes twice as much
 * @param coreTransactions a second that one broker core commits; assumed, with 120 it did the above
 * @param brokerCores of a broker; assumed
 * @param brokerGigabit of its network, each way; assumed
 * @param brokerTerabytes of its disks; assumed
 * @param brokerReplicas that it is to have at most; assumed, Kafka's old rule of thumb
 * @param use share of a core, network, disk or GPU that is planned with; assumed
 * @param slotsPerGroup of one installation, whose workers are one consumer group; assumed, SCALE.md
 * @param gpuFps frames a second of the pictures' size that one GPU renders; assumed, of 5.4 to 6 ms a row of the UNet alone
 *     that the engine's README has measured on an H100
 * @param takeInMillis processor time for demuxing, decoding and fitting a frame; measured, ingest's README
 * @param jpegInMillis processor time to encode a JPEG of 512x512; measured, worker's README
 * @param jpegOutMillis processor time to decode one; measured, worker's README
 * @param h264Millis processor time to encode a picture of 512x512; measured, egress' README
 * @param gpuHour price of a GPU; assumed, in whatever currency; so are the others
 * @param coreHour price of a core with 4 GiB
 * @param terabyteMonth price of disk
 * @param zoneGigabyte price of what goes from one zone to another
 */
public record Basis(
        int replication,
        double smallBytes,
        double largeBytes,
        double audioBytes,
        int partitionsPerSlot,
        double coreMegabytes,
        double coreTransactions,
        int brokerCores,
        double brokerGigabit,
        double brokerTerabytes,
        int brokerReplicas,
        double use,
        int slotsPerGroup,
        double gpuFps,
        double takeInMillis,
        double jpegInMillis,
        double jpegOutMillis,
        double h264Millis,
        double gpuHour,
        double coreHour,
        double terabyteMonth,
        double zoneGigabyte) {

    private static final double SMALL_PIXELS = 340 * 192;
    private static final double LARGE_PIXELS = 512 * 512;

    /** Those of a worker's stores. */
    private static final int CHANGELOGS = 3;

    /** With everything as its comment says. */
    public static final Basis DEFAULT = new Basis(
            3,
            35_500,
            100_000,
            16_000,
            partitionsPerSlotOfTopics(),
            200,
            400,
            8,
            25,
            16,
            4_000,
            0.6,
            200,
            120,
            3.1,
            4.25,
            3.3,
            4.0,
            2.5,
            0.04,
            25,
            0.01);

    /** The same of every installation. */
    private static int partitionsPerSlotOfTopics() {
        return CHANGELOGS
                + (int) new Topics("any.")
                        .all().stream().filter(TopicDefinition::perSlot).count();
    }

    /** With that replication and that many frames a second of a GPU. */
    public Basis with(int copies, double framesOfGpu) {
        return new Basis(
                copies,
                smallBytes,
                largeBytes,
                audioBytes,
                partitionsPerSlot,
                coreMegabytes,
                coreTransactions,
                brokerCores,
                brokerGigabit,
                brokerTerabytes,
                brokerReplicas,
                use,
                slotsPerGroup,
                framesOfGpu,
                takeInMillis,
                jpegInMillis,
                jpegOutMillis,
                h264Millis,
                gpuHour,
                coreHour,
                terabyteMonth,
                zoneGigabyte);
    }

    /** Of a JPEG of so many pixels: on the line through the two sizes that were measured. */
    double frameBytes(long pixels) {
        double perPixel = (largeBytes - smallBytes) / (LARGE_PIXELS - SMALL_PIXELS);
        return smallBytes + (pixels - SMALL_PIXELS) * perPixel;
    }

    /** Processor time for a frame that is taken in, decoded and encoded by a worker, and encoded for viewers. */
    double cpuMillis(long pixels) {
        double scale = pixels / LARGE_PIXELS;
        double ingest = takeInMillis + jpegInMillis * scale;
        double worker = (jpegOutMillis + jpegInMillis) * scale;
        double egress = (jpegOutMillis + h264Millis) * scale;
        return ingest + worker + egress;
    }
}
