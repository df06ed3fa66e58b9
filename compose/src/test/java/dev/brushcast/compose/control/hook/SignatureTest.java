package dev.brushcast.compose.control.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /** By: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef. */
    @Test
    void aReceiverComputesTheSame() {
        assertThat(Signature.of("0123456789abcdef", 1_700_000_000, "{\"a\":1}".getBytes(UTF_8)))
                .isEqualTo("t=1700000000,v1=9eb18f493f8ec135d9eb2dad817c369bb4e9cbfa818657897a7437c1cd8c3a23");
    }

    @Test
    void anotherBodyTimeOrSecretIsSignedOtherwise() {
        String signed = Signature.of("0123456789abcdef", 1, "a".getBytes(UTF_8));

        assertThat(signed)
                .isNotEqualTo(Signature.of("0123456789abcdef", 1, "b".getBytes(UTF_8)))
                .isNotEqualTo(Signature.of("0123456789abcdef", 2, "a".getBytes(UTF_8)))
                .isNotEqualTo(Signature.of("0123456789abcdeg", 1, "a".getBytes(UTF_8)));
    }
}
