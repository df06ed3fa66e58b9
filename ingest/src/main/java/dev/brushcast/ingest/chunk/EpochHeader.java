package dev.brushcast.ingest.chunk;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.Rational;

/**
 * What all chunks of an epoch say alike.
 *
 * @param epochStartUs wall clock at presentation time 0, microseconds since 1970
 * @param frameRate nominal; numerator 0 when not known
 */
public record EpochHeader(
        String streamId,
        long epoch,
        long epochStartUs,
        int width,
        int height,
        Rational frameRate,
        boolean live,
        PayloadFormat format) {}
