package dev.brushcast.kit.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * To which hosts a URL that a stranger names may lead: those on the internet, and no others unless they are allowed. Whoever may
 * name any address has this machine ask services behind its firewall (SSRF).
 *
 * <p>A name is looked up when this is asked, and may lead elsewhere when the URL is opened; a server may send its caller on. Ask
 * right before opening, and let the network keep this machine from what it must not reach.
 */
public final class HostPolicy {

    private final Allowance allowed;
    private final Resolver resolver;

    /** Looks names up. */
    @FunctionalInterface
    public interface Resolver {

        /** By the machine's own settings; blocks as long as they say. */
        Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

        /** @throws UnknownHostException if nobody knows the name */
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    public HostPolicy(Allowance allowed, Resolver resolver) {
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /**
     * Why a URL is refused; empty: it is not. A name that nobody knows is not: it leads nowhere now.
     *
     * @param option how to allow it, for the message
     */
    public Optional<String> refusal(String url, String option) {
        if (allowed.all()) {
            return Optional.empty();
        }
        Optional<String> host = UrlHost.of(url);
        if (host.isEmpty()) {
            return Optional.of("its host cannot be read: write it as in scheme://host:port/path, the host in ASCII");
        }
        if (allowed.allows(host.get())) {
            return Optional.empty();
        }
        if (host.get().isEmpty()) {
            return Optional.of("it names no host, which stands for this machine: " + toAllow(option));
        }
        if (!NumericAddress.looksLike(host.get())) {
            return byName(host.get(), option);
        }
        Optional<InetAddress> address = NumericAddress.parse(host.get());
        return address.isPresent()
                ? refused(host.get(), address.get(), option)
                : Optional.of("there is no address " + host.get());
    }

    private Optional<String> byName(String host, String option) {
        try {
            for (InetAddress address : resolver.addresses(host)) {
                Optional<String> refused = refused(host, address, option);
                if (refused.isPresent()) {
                    return refused;
                }
            }
        } catch (UnknownHostException _) {
            return host.equals("localhost") || host.endsWith(".localhost")
                    ? Optional.of(host + " is this machine: " + toAllow(option))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> refused(String host, InetAddress address, String option) {
        AddressKind kind = AddressKind.of(address);
        return kind == AddressKind.PUBLIC || allowed.allows(address)
                ? Optional.empty()
                : Optional.of(host + " is a " + kind + " address: " + toAllow(option));
    }

    private static String toAllow(String option) {
        return "name one on the internet, or have it allowed (" + option + ")";
    }
}
