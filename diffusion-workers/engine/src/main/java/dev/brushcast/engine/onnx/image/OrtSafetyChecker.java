package dev.brushcast.engine.onnx.image;

import ai.onnxruntime.OnnxJavaType;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.model.SafetyChecker;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import java.util.Optional;

/**
 * Stable Diffusion's safety checker on ONNX Runtime: takes what a CLIP vision model sees of a picture ({@code
 * clip_input}) and the picture itself ({@code images}, [1, height, width, 3], 0 to 1), and says whether it is unfit
 * ({@code has_nsfw_concepts}).
 */
final class OrtSafetyChecker implements SafetyChecker {

    private static final int RGB = 3;
    private static final float WHITE = 255;

    private final OrtGraph graph;
    private final Port clip;
    private final Optional<Port> images;
    private final Port verdict;
    private final BindingPool<PictureSize> bindings = new BindingPool<>(this::bind);

    OrtSafetyChecker(OrtGraph graph) {
        this.graph = graph;
        this.clip = graph.inputs().stream()
                .filter(port -> port.name().equals("clip_input") && port.rank() == 4)
                .findFirst()
                .orElseThrow(() -> graph.unsuitable("an input clip_input [batch, 3, side, side]"));
        this.images = graph.inputs().stream()
                .filter(port -> port.name().equals("images") && port.rank() == 4)
                .findFirst();
        this.verdict = graph.outputs().stream()
                .filter(port -> port.type() == OnnxJavaType.BOOL && port.rank() <= 2)
                .findFirst()
                .orElseThrow(() -> graph.unsuitable("an output has_nsfw_concepts [batch] of truth values"));
        if (graph.inputs().size() != 1 + images.stream().count()) {
            throw graph.unsuitable("inputs clip_input and images alone");
        }
    }

    @Override
    public boolean isUnsafe(Picture picture) {
        Binding binding = bindings.of(new PictureSize(picture.width(), picture.height()));
        binding.in(clip).put(0, ClipPicture.planes(picture));
        images.ifPresent(port -> {
            TensorBuffer values = binding.in(port);
            byte[] rgb = picture.rgb();
            for (int i = 0; i < rgb.length; i++) {
                values.put(i, (rgb[i] & 0xff) / WHITE);
            }
        });
        binding.run(graph);
        return binding.out(verdict).getBoolean(0);
    }

    private Binding bind(PictureSize size) {
        Binding binding = new Binding().input(clip, 1, RGB, ClipPicture.SIDE, ClipPicture.SIDE);
        images.ifPresent(port -> binding.input(port, 1, size.height(), size.width(), RGB));
        return verdict.rank() == 2 ? binding.output(verdict, 1, 1) : binding.output(verdict, 1);
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
