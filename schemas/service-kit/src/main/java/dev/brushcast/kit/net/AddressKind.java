package dev.brushcast.kit.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an address is, seen from the internet. */
enum AddressKind {
    UNSPECIFIED("unspecified"),
    LOOPBACK("loopback"),
    LINK_LOCAL("link-local"),
    MULTICAST("multicast"),
    PRIVATE("private"),
    RESERVED("reserved"),
    PUBLIC("public");

    /** RFC 6890 and its registry; what none of these is, is public. First match counts. */
    private static final List<Range> RANGES = List.of(
            new Range("0.0.0.0/8", UNSPECIFIED),
            new Range("127.0.0.0/8", LOOPBACK),
            new Range("169.254.0.0/16", LINK_LOCAL),
            new Range("10.0.0.0/8", PRIVATE),
            new Range("172.16.0.0/12", PRIVATE),
            new Range("192.168.0.0/16", PRIVATE),
            new Range("100.64.0.0/10", PRIVATE),
            new Range("192.0.0.0/24", RESERVED),
            new Range("198.18.0.0/15", RESERVED),
            new Range("224.0.0.0/4", MULTICAST),
            new Range("240.0.0.0/4", RESERVED),
            new Range("::/128", UNSPECIFIED),
            new Range("::1/128", LOOPBACK),
            new Range("fe80::/10", LINK_LOCAL),
            new Range("fec0::/10", PRIVATE),
            new Range("fc00::/7", PRIVATE),
            new Range("ff00::/8", MULTICAST),
            new Range("100::/64", RESERVED),
            new Range("2001:db8::/32", RESERVED));

    /** IPv6 that carries an IPv4 address, and where in its bytes: compatible, translated (NAT64), 6to4. */
    private static final List<Carrier> CARRIERS =
            List.of(new Carrier("::/96", 12), new Carrier("64:ff9b::/96", 12), new Carrier("2002::/16", 2));

    private final String word;

    AddressKind(String word) {
        this.word = word;
    }

    private record Range(Cidr cidr, AddressKind kind) {
        Range(String cidr, AddressKind kind) {
            this(Cidr.parse(cidr), kind);
        }
    }

    private record Carrier(Cidr cidr, int at) {
        Carrier(String cidr, int at) {
            this(Cidr.parse(cidr), at);
        }
    }

    static AddressKind of(InetAddress address) {
        Optional<AddressKind> known = RANGES.stream()
                .filter(range -> range.cidr.contains(address))
                .map(Range::kind)
                .findFirst();
        return known.orElseGet(() -> carried(address).map(AddressKind::of).orElse(PUBLIC));
    }

    private static Optional<InetAddress> carried(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        return CARRIERS.stream()
                .filter(carrier -> carrier.cidr.contains(address))
                .findFirst()
                .map(carrier -> v4(Arrays.copyOfRange(bytes, carrier.at, carrier.at + 4)));
    }

    private static InetAddress v4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("four bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
