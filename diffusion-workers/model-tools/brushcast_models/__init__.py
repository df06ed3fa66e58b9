"""Makes ONNX model folders from diffusers checkpoints."""
