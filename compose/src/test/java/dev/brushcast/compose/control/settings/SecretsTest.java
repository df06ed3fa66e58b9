package dev.brushcast.compose.control.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rtmp://cdn/live/key-1                                 | rtmp://cdn/live/***
            rtmps://me:pw@cdn:443/app/inst/key?a=1#x              | rtmps://***@cdn:443/app/***?a=***#***
            RTMP://cdn/live/key                                   | RTMP://cdn/live/***
            rtmp://cdn/app                                        | rtmp://cdn/app
            srt://cdn:9000?passphrase=secret&latency=200&streamid=me | srt://cdn:9000?passphrase=***&latency=200&streamid=***
            srt://0.0.0.0:9000?mode=listener                      | srt://0.0.0.0:9000?mode=listener
            http://a:b@c@host/p.m3u8?token                        | http://***@host/p.m3u8?***
            https://host/p.m3u8                                   | https://host/p.m3u8
            testsrc:size=64x64                                    | testsrc:size=64x64
            a text with ?token=x                                  | a text with ?token=x
            """)
    void whatIsSecretInAnAddressIsHidden(String url, String shown) {
        assertThat(Secrets.redacted(url)).isEqualTo(shown);
        assertThat(Secrets.redacted(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'source':'rtmp://h/live/***'}                 | {'source':'rtmp://h/live/A'}          | {'source':'rtmp://h/live/A'}
            {'source':'rtmp://h/live/B'}                   | {'source':'rtmp://h/live/A'}          | {'source':'rtmp://h/live/B'}
            {'source':'rtmp://other/live/***'}             | {'source':'rtmp://h/live/A'}          | {'source':'rtmp://other/live/***'}
            {'p':['rtmp://h/live/***','rtmp://h/live/***']} | {'p':['rtmp://h/live/A','rtmp://h/live/B']} | {'p':['rtmp://h/live/A','rtmp://h/live/B']}
            {'p':['rtmp://h/live/***']}                    | {'p':'rtmp://h/live/A'}               | {'p':['rtmp://h/live/A']}
            {'p':['rtmp://h/live/A','rtmp://h/live/***']}  | {'p':['rtmp://h/live/A','rtmp://h/live/B']} | {'p':['rtmp://h/live/A','rtmp://h/live/B']}
            {'p':['rtmp://i/live/***','rtmp://h/live/***']} | {'p':['rtmp://h/live/A','rtmp://i/live/B']} | {'p':['rtmp://i/live/B','rtmp://h/live/A']}
            {'p':['rtmp://h/live/***']}                    | {}                                    | {'p':['rtmp://h/live/***']}
            """)
    void whatIsSentBackHiddenStandsForWhatIsStored(String sent, String stored, String whole)
            throws JsonProcessingException {
        assertThat(Secrets.restored(json(sent), json(stored))).isEqualTo(json(whole));
    }

    @Test
    void aMessageShowsNothingOfWhatItIsAbout() throws JsonProcessingException {
        List<String> secrets = Secrets.in(json("{'a':['rtmp://h/live/A',' rtmp://h/live/A B ']}"));

        assertThat(Secrets.without(secrets, "'rtmp://h/live/A B' is not 'rtmp://h/live/A'"))
                .isEqualTo("'rtmp://h/live/***' is not 'rtmp://h/live/***'");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
