package dev.brushcast.compose.control.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7396, appendix A, that have an object as their patch. */
class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'a':'b'}           | {'a':'c'}               | {'a':'c'}
            {'a':'b'}           | {'b':'c'}               | {'a':'b','b':'c'}
            {'a':'b'}           | {'a':null}              | {}
            {'a':'b','b':'c'}   | {'a':null}              | {'b':'c'}
            {'a':['b']}         | {'a':'c'}               | {'a':'c'}
            {'a':'c'}           | {'a':['b']}             | {'a':['b']}
            {'a':{'b':'c'}}     | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}
            {'a':[{'b':'c'}]}   | {'a':[1]}               | {'a':[1]}
            {'e':null}          | {'a':1}                 | {'e':null,'a':1}
            [1,2]               | {'a':'b','c':null}      | {'a':'b'}
            {}                  | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}
            """)
    void aPatchChangesWhatItNamesAndNothingElse(String target, String patch, String result)
            throws JsonProcessingException {
        JsonNode before = json(target);

        assertThat(MergePatch.apply(before, json(patch))).isEqualTo(json(result));
        assertThat(before).isEqualTo(json(target));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
