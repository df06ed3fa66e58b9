package dev.brushcast.kit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPolicyTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "cdn.example", List.of("93.184.216.34", "2606:2800:220:1::1"),
            "rebound.example", List.of("93.184.216.34", "127.0.0.1"),
            "camera.lan", List.of("192.168.1.20"),
            "localhost", List.of("127.0.0.1"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1/a                        | 127.0.0.1 is a loopback address
            rtmp://user:pw@10.0.0.1/live/key          | 10.0.0.1 is a private address
            http://cdn.example@127.0.0.1/             | 127.0.0.1 is a loopback address
            http://cdn.example:80@127.0.0.1:8080/     | 127.0.0.1 is a loopback address
            http://127.1/                             | 127.1 is a loopback address
            http://2130706433/                        | 2130706433 is a loopback address
            http://0x7f000001/                        | 0x7f000001 is a loopback address
            http://0177.0.0.1/                        | 0177.0.0.1 is a loopback address
            http://0x7f.0.0.1/                        | 0x7f.0.0.1 is a loopback address
            http://127.0.0.1./                        | 127.0.0.1 is a loopback address
            http://169.254.169.254/latest/meta-data   | link-local
            http://172.31.255.255/                    | private
            http://100.64.1.1/                        | private
            http://0.0.0.0:8080/                      | unspecified
            http://0/                                 | unspecified
            udp://239.0.0.1:5000                      | multicast
            http://255.255.255.255/                   | reserved
            http://[::1]/                             | loopback
            http://[::]/                              | unspecified
            http://[::ffff:127.0.0.1]/                | loopback
            http://[::ffff:7f00:1]/                   | loopback
            http://[::127.0.0.1]/                     | loopback
            http://[64:ff9b::10.0.0.1]/               | private
            http://[2002:7f00:1::]/                   | loopback
            http://[fe80::1]/                         | link-local
            http://[fd12:3456::1]/                    | private
            http://[ff02::1]/                         | multicast
            http://localhost:9092/                    | localhost is a loopback address
            http://LOCALHOST/                         | localhost is a loopback address
            http://any.localhost/                     | any.localhost is this machine
            http://camera.lan/                        | camera.lan is a private address
            http://rebound.example/                   | rebound.example is a loopback address
            srt://:9000?mode=listener                 | names no host
            http:///etc/passwd                        | names no host
            http://256.1.1.1/                         | there is no address 256.1.1.1
            http://1.2.3.4.5/                         | there is no address 1.2.3.4.5
            http://08.8.8.8/                          | there is no address 08.8.8.8
            http://[fe80::1%25eth0]/                  | its host cannot be read
            http://[127.0.0.1]/                       | its host cannot be read
            http://127.0.0.1\\@cdn.example/           | its host cannot be read
            http://cdn.example%2f@127.0.0.1           | loopback
            http://%31%32%37.0.0.1/                   | its host cannot be read
            http://①②⑦.⓪.⓪.①/                         | its host cannot be read
            """)
    void whatLeadsToThisMachineOrItsNetworkIsRefusedHoweverItIsWritten(String url, String why) {
        assertThat(policy(Allowance.NONE).refusal(url, "--allow"))
                .hasValueSatisfying(told -> assertThat(told).contains(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cdn.example/a.m3u8",
                "rtmp://CDN.example.:1935/live/key",
                "http://93.184.216.34/",
                "http://1572395042/",
                "srt://[2606:2800:220:1::1]:9000",
                "http://172.32.0.1/",
                "http://nobody.knows.example/",
                "http://127.0.0.1.example.com/"
            })
    void whatLeadsToTheInternetIsNot(String url) {
        assertThat(policy(Allowance.NONE).refusal(url, "--allow")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://camera.lan/, camera.lan, true",
        "http://camera.lan/, 192.168.0.0/16, true",
        "http://192.168.1.9/, 192.168.0.0/16, true",
        "http://0xc0.168.1.9/, 192.168.0.0/16, true",
        "http://192.169.0.1/, 192.168.0.0/16, true",
        "http://10.0.0.1/, 192.168.0.0/16, false",
        "http://127.0.0.1/, localhost, false",
        "http://[fd00::5]/, fd00::/8, true",
        "udp://0.0.0.0:5000, 0.0.0.0, true",
        "http://rebound.example/, 192.168.0.0/16, false"
    })
    void blocksAndHostsAreAllowedByThemselves(String url, String allowed, boolean passes) {
        assertThat(policy(Allowance.of(false, List.of(allowed))).refusal(url, "--allow"))
                .matches(refusal -> refusal.isEmpty() == passes);
    }

    @Test
    void aRefusalSaysHowToAllowItAndNothingOfTheUrlButItsHost() {
        Optional<String> refusal = policy(Allowance.NONE).refusal("rtmp://me:secret@10.0.0.1/live/key?t=1", "--allow");

        assertThat(refusal)
                .contains("10.0.0.1 is a private address: name one on the internet, or have it allowed (--allow)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/x", "a/8", "fd00::/129", "camera lan", "http://a"})
    void whatIsNoHostAndNoBlockCannotBeAllowed(String text) {
        assertThatThrownBy(() -> Allowance.of(false, List.of(text)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("write it as in");
    }

    private static HostPolicy policy(Allowance allowance) {
        return new HostPolicy(allowance, HostPolicyTest::addresses);
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        List<String> known = NAMES.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return known.stream().map(InetAddress::ofLiteral).toList();
    }
}
