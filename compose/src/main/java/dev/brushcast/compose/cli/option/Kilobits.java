package dev.brushcast.compose.cli.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rates as people write them, 2500k or 4M or 1.5M, in 1000 bits a second. */
final class Kilobits implements ITypeConverter<Integer> {

    private static final Pattern RATE = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)([km])(?:bit/s|bps)?");

    @Override
    public Integer convert(String value) {
        Matcher rate = RATE.matcher(value.toLowerCase(Locale.ROOT));
        if (!rate.matches()) {
            throw new TypeConversionException("'" + value + "' is no rate: write 2500k or 4M");
        }
        double kilobits = Double.parseDouble(rate.group(1)) * (rate.group(2).equals("m") ? 1000 : 1);
        return (int) Math.max(1, Math.round(kilobits));
    }
}
