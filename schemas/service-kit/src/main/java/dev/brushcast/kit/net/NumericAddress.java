package dev.brushcast.kit.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses written as numbers, in every way in which the C library (inet_aton), and so FFmpeg, reads them: {@code 127.1}, {@code
 * 2130706433}, {@code 0x7f000001}, {@code 0177.0.0.1}. Java knows fewer.
 */
final class NumericAddress {

    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{0,16}|[0-9]{1,20}");
    private static final int PARTS = 4;

    private NumericAddress() {}

    /** Whether a text stands for an address and not for a name, be there such an address or not. */
    static boolean looksLike(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        return NUMBER.matcher(last).matches(); // no top-level domain is a number
    }

    /** What it stands for; empty if there is no such address. */
    static Optional<InetAddress> parse(String host) {
        try {
            if (host.indexOf(':') >= 0) {
                return host.indexOf('%') >= 0 ? Optional.empty() : Optional.of(InetAddress.ofLiteral(host));
            }
            byte[] bytes = v4(host.split("\\.", -1));
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** All parts but the last are one byte each; the last has the rest. */
    private static byte @Nullable [] v4(String[] parts) {
        if (parts.length > PARTS) {
            return null;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            if (!NUMBER.matcher(parts[i]).matches()) {
                return null;
            }
            long value = number(parts[i]);
            int bytes = i == parts.length - 1 ? PARTS - i : 1;
            if (value < 0 || value >= 1L << (8 * bytes)) {
                return null;
            }
            address = (address << (8 * bytes)) | value;
        }
        return new byte[] {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
    }

    /** Hexadecimal after 0x, octal after 0; -1: too large, or no octal number. */
    private static long number(String part) {
        try {
            if (part.startsWith("0x") || part.startsWith("0X")) {
                return part.length() == 2 ? 0 : Long.parseUnsignedLong(part.substring(2), 16);
            }
            return part.length() > 1 && part.charAt(0) == '0' ? Long.parseLong(part, 8) : Long.parseLong(part);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
