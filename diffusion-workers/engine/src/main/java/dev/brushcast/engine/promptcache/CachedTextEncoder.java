package dev.brushcast.engine.promptcache;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.TextPart;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.text.PromptWeights;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text encoder that is asked for what no worker has encoded yet. It may be missing: then only what others have encoded can be
 * had.
 */
public final class CachedTextEncoder implements TextEncoder {

    private final TextEncoder encoder;
    private final PromptFiles files;

    private CachedTextEncoder(TextEncoder encoder, PromptFiles files) {
        this.encoder = encoder;
        this.files = files;
    }

    /**
     * Of an encoder, which it closes.
     *
     * @param encoder is not asked to encode where one of its parts has no graph
     * @param parts that it is made of
     * @param use how the model uses it, where that changes what comes out
     * @param root folder that workers may share; made when it is needed
     * @throws EngineException if a file that says which encoder it is cannot be read
     */
    public static CachedTextEncoder of(TextEncoder encoder, List<TextPart> parts, String use, Path root) {
        return new CachedTextEncoder(encoder, new PromptFiles(root, TextIdentity.of(parts, use)));
    }

    @Override
    public Conditioning encode(PromptWeights prompt) {
        Conditioning kept = files.read(prompt);
        if (kept != null) {
            return kept;
        }
        if (!files.knowsEncoder()) {
            throw new EngineException("the prompt \"" + prompt.text() + "\" is not encoded in " + files.folder()
                    + ", and this model has no text encoder: render it once on a worker that has text_encoder/model.onnx and the"
                    + " same --prompt-cache, or copy that file here");
        }
        Conditioning encoded = encoder.encode(prompt);
        if (isFinite(encoded.states()) && isFinite(encoded.pooled())) {
            files.write(prompt, encoded);
        }
        return encoded;
    }

    private static boolean isFinite(float @Nullable [] values) {
        if (values != null) {
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String cutOff(PromptWeights prompt) {
        return encoder.cutOff(prompt);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
