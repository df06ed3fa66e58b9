"""A file beside graphs that holds their weights. Those that several graphs have in common are in it once."""
import hashlib
import os

import onnx
from onnx import TensorProto

SMALLEST = 1024  # bytes of a weight, below which it stays in its graph
PAGE = 4096  # weights begin at a page, so that runtimes can map them


class WeightFile:
    """Owned by one thread, open while graphs are written."""

    def __init__(self, path: str):
        self.path, self.places = path, {}
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.file = open(path, "wb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        if not self.places:
            os.remove(self.path)

    def save(self, model: onnx.ModelProto, path: str) -> None:
        """Writes a graph of the same folder, its weights in this file. The model loses them."""
        for weight in model.graph.initializer:
            if len(weight.raw_data) >= SMALLEST:
                self._move(weight)
        self.file.flush()
        onnx.save(model, path)

    def _move(self, weight: TensorProto) -> None:
        data = weight.raw_data
        key = hashlib.sha256(data).digest()
        if key not in self.places:
            self.file.write(b"\0" * (-self.file.tell() % PAGE))
            self.places[key] = self.file.tell()
            self.file.write(data)
        weight.ClearField("raw_data")
        weight.data_location = TensorProto.EXTERNAL
        for name, value in (("location", os.path.basename(self.path)), ("offset", self.places[key]), ("length", len(data))):
            entry = weight.external_data.add()
            entry.key, entry.value = name, str(value)
