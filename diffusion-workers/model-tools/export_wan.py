"""Makes a video model's folder of causal Wan2.1, which StreamDiffusionV2 published weights for.

    python export_wan.py wan_models/Wan2.1-T2V-1.3B ckpts/wan_causal_dmd_v2v wan-video --precision bf16 --taehv ckpts/taew2_1.pth
"""
import argparse
import sys

from brushcast_models.errors import ModelError, first_line
from brushcast_models.wan import folder

# By precision of the transformer. Wan's autoencoder has convolutions, which runtimes do not know in bfloat16; umt5 overflows in half.
AUTOENCODER = {"fp32": "fp32", "fp16": "fp16", "bf16": "fp16"}
TEXT = {"fp32": "fp32", "fp16": "fp32", "bf16": "bf16"}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="folder of Wan2.1-T2V-1.3B or -14B as it is published: text encoder, tokenizer, autoencoder")
    parser.add_argument("generator", help="model.pt of the causal weights, or its folder")
    parser.add_argument("out", help="folder to make")
    parser.add_argument("--precision", choices=sorted(TEXT), default="fp32", help="of the transformer (fp16 and bf16: for GPUs)")
    parser.add_argument("--autoencoder-precision", choices=("fp16", "fp32"), help="fp32, unless the transformer is in half: fp16")
    parser.add_argument("--text-precision", choices=("bf16", "fp32"), help="fp32, unless the transformer is in bf16")
    parser.add_argument("--taehv", metavar="FILE", help="taew2_1.pth: the tiny decoder in place of Wan's own")
    parser.add_argument("--fast", action="store_true", help="window of 5 with 2 sinks that stay, instead of 6 with 3 that are replaced")
    parser.add_argument("--blocks", action="store_true", help="the transformer's blocks one by one as well, for several devices")
    parser.add_argument("--steps", type=int, choices=(1, 2, 3, 4), default=2, help="denoising steps unless a style says otherwise")
    parser.add_argument("--no-text-encoder", action="store_true",
                        help="leave the text encoder out: for workers that share a folder of encoded prompts")
    o = parser.parse_args(arguments)
    wish = folder.Wish(o.base, o.generator, o.taehv, o.precision, o.autoencoder_precision or AUTOENCODER[o.precision],
                       o.text_precision or TEXT[o.precision], not o.no_text_encoder, o.blocks, o.steps, folder.FAST if o.fast else folder.RUN)
    try:
        folder.make(wish, o.out)
    except (ModelError, OSError) as error:
        print(f"error: {first_line(error)}", file=sys.stderr)
        return 1
    print(f"{o.out} is ready")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
