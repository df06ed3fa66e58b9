"""The image model's text encoder and tokenizer, which the video model takes as they are."""
import torch

from model import TEXT_LEN, Model
from tokenizer import Tokenizer
from transformer_stage import Texts


def load_texts(checkpoint: str, caption, names, device, rng) -> Texts:
    """From a checkpoint of `train.py` of the image model."""
    content = torch.load(checkpoint, map_location="cpu")
    model = Model(**content["cfg"])
    model.load_state_dict(content["ema"])
    return Texts(model.text, Tokenizer(content["merges"], TEXT_LEN), caption, names, device, rng)
