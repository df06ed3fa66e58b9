package dev.brushcast.compose.cli.option;

import dev.brushcast.egress.config.BitRate;
import picocli.CommandLine.ITypeConverter;

/** Rates as people write them, 2500k or 4M or 1.5M, in 1000 bits a second. */
final class Kilobits implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
        return Converters.convert(value, BitRate::kilobits);
    }
}
