package dev.brushcast.kit.kafka;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Takes any certificate. Only for finding out whether a port speaks TLS; nothing is ever sent over such a connection. */
final class TrustAll implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
