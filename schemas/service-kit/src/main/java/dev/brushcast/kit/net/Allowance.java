package dev.brushcast.kit.net;

import dev.brushcast.kit.UserError;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses that are not public may be named all the same.
 *
 * @param all whether every one
 * @param blocks those of these blocks
 * @param hosts these names, in small letters, wherever they lead
 */
public record Allowance(boolean all, List<Cidr> blocks, List<String> hosts) {

    /** Public ones alone. */
    public static final Allowance NONE = new Allowance(false, List.of(), List.of());

    /** Every one. */
    public static final Allowance ALL = new Allowance(true, List.of(), List.of());

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]+");

    public Allowance {
        blocks = List.copyOf(blocks);
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads what an operator writes.
     *
     * @param texts each a block ({@code 10.1.0.0/16}) or a host ({@code camera.lan}, {@code 10.1.2.3})
     * @throws UserError if one is neither
     */
    public static Allowance of(boolean all, List<String> texts) {
        List<Cidr> blocks = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (String text : texts) {
            if (Cidr.isOne(text)) {
                blocks.add(Cidr.parse(text));
            } else if (HOST.matcher(text).matches()) {
                hosts.add(text.toLowerCase(Locale.ROOT));
            } else {
                throw new UserError("'" + text
                        + "' is no host and no block of addresses: write it as in camera.lan or 10.1.0.0/16");
            }
        }
        return new Allowance(all, blocks, hosts);
    }

    boolean allows(String host) {
        return all || hosts.contains(host);
    }

    boolean allows(InetAddress address) {
        return all || blocks.stream().anyMatch(block -> block.contains(address));
    }
}
