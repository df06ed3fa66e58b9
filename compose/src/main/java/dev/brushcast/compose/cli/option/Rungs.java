package dev.brushcast.compose.cli.option;

import dev.brushcast.egress.config.Rung;
import picocli.CommandLine.ITypeConverter;

/** Rungs of a bitrate ladder, 360 or 360:800k. */
final class Rungs implements ITypeConverter<Rung> {

    @Override
    public Rung convert(String value) {
        return Converters.convert(value, Rung::parse);
    }
}
