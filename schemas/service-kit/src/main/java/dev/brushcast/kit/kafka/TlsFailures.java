package dev.brushcast.kit.kafka;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;

/** What fails when a connection is encrypted, by what has to be done about it. Java says most of it in messages only. */
final class TlsFailures {

    /** The last is of an authority that has the name of a trusted one and another key. */
    private static final List<String> UNTRUSTED =
            List.of("certification path", "trust anchor", "trusted certificate", "Signature does not match");

    private TlsFailures() {}

    /** One line, of an exception of Kafka's for TLS and all that caused it. */
    static String explain(Throwable failure) {
        Throwable innermost = innermost(failure);
        String said = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
        return "There is no encrypted connection to Kafka (" + said + "): " + whatToDo(innermost, said);
    }

    private static String whatToDo(Throwable cause, String said) {
        if (cause instanceof CertificateExpiredException) {
            return "the broker's certificate has expired, renew it (and look at this machine's clock)";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "the broker's certificate is not valid yet, look at this machine's clock";
        }
        if (said.startsWith("No subject alternative") || said.startsWith("No name matching")) {
            return "the broker's certificate is for another name, use that one in --bootstrap and in the broker's"
                    + " advertised.listeners, or make a certificate for the name that is used";
        }
        if (UNTRUSTED.stream().anyMatch(said::contains)) {
            return "the broker's certificate is by an authority that is not trusted here,"
                    + " give its certificate in ssl.truststore.location";
        }
        if (said.contains("certificate_required") || said.contains("bad_certificate")) {
            return "the broker wants another certificate of its clients, give it in ssl.keystore.location";
        }
        return "check that its port is one for TLS, and ssl.truststore.location";
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
