package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Tests on rigs that are closed after each, and then have no session open. */
abstract class OnLookbackRigs {

    static final String STREAM = "cats";

    private final List<LookbackRig> rigs = new ArrayList<>();

    /** @param delay how many requests later a chunk comes out of the engine */
    final LookbackRig rig(int delay) {
        LookbackRig made = new LookbackRig(delay);
        rigs.add(made);
        return made;
    }

    static List<FrameOutcome> outcomes(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getOutcome).toList();
    }

    @AfterEach
    void close() {
        rigs.forEach(LookbackRig::close);
        assertThat(rigs).allSatisfy(each -> assertThat(each.engine.open()).isZero());
    }
}
