package dev.brushcast.kit.net;

import dev.brushcast.kit.UserError;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses, as in {@code 10.1.0.0/16} or {@code fd00::/8}.
 *
 * @param base its first address
 * @param bits how many of its bits count
 */
public record Cidr(InetAddress base, int bits) {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");

    /** Whether a text is meant for one. */
    public static boolean isOne(String text) {
        return text.indexOf('/') >= 0;
    }

    /** @throws UserError if it is none */
    public static Cidr parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            var base = NumericAddress.parse(form.group(1));
            int bits = Integer.parseInt(form.group(2));
            if (base.isPresent() && bits <= base.get().getAddress().length * Byte.SIZE) {
                return new Cidr(base.get(), bits);
            }
        }
        throw new UserError("'" + text + "' is no block of addresses: write it as in 10.1.0.0/16 or fd00::/8");
    }

    /** Whether an address is of the block. */
    public boolean contains(InetAddress address) {
        byte[] first = base.getAddress();
        byte[] other = address.getAddress();
        if (first.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((first[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
