package dev.brushcast.ingest.chunk;

import dev.brushcast.contract.avro.FallbackRule;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.Rational;
import org.jspecify.annotations.Nullable;

/**
 * What all chunks of an epoch say alike.
 *
 * @param epochStartUs wall clock at presentation time 0, microseconds since 1970
 * @param frameRate nominal; numerator 0 when not known
 * @param fallback what is shown when the model gives nothing; null: nothing is said of it
 * @param model that is to render them; null: each worker's first
 */
public record EpochHeader(
        String streamId,
        long epoch,
        long epochStartUs,
        int width,
        int height,
        Rational frameRate,
        boolean live,
        PayloadFormat format,
        @Nullable FallbackRule fallback,
        @Nullable String model) {}
