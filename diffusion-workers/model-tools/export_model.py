"""Makes an ONNX model folder from a checkpoint in the diffusers layout (a folder, or a name on the Hugging Face hub).

    python export_model.py stabilityai/sd-turbo sd-turbo --taesd madebyollin/taesd --fp16
    python export_model.py ./dreamshaper ./dreamshaper-lcm --lcm-lora lcm-lora-sdv1-5.safetensors --lora ink.safetensors:0.7
"""
import argparse
import os
import sys

from brushcast_models import checkpoint, folder
from brushcast_models.errors import ModelError, first_line
from brushcast_models.lora import Lora


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", help="SD 1.x, SD 2.x, SD-Turbo, SDXL, SDXL-Turbo, InstructPix2Pix or LCM")
    parser.add_argument("out", help="folder to make")
    parser.add_argument("--taesd", metavar="MODEL", help="tiny autoencoder to use instead of the checkpoint's own")
    parser.add_argument("--lora", action="append", default=[], type=Lora.parse, metavar="FILE[:SCALE]",
                        help="LoRA to fuse into the weights; may be given several times")
    parser.add_argument("--lcm-lora", metavar="FILE", help="LoRA that makes the model a latent consistency model")
    parser.add_argument("--fp16", action="store_true", help="half precision, for GPUs")
    parser.add_argument("--external-data", action="store_true",
                        help="weights in a file beside each graph (always so from 2 GiB on)")
    parser.add_argument("--safety-checker", action="store_true", help="take the checkpoint's safety checker along")
    options = parser.parse_args(arguments)
    try:
        if os.path.exists(options.out):
            raise ModelError(f"{options.out} is there already: remove it, or give another name")
        loras = ([Lora(options.lcm_lora)] if options.lcm_lora else []) + options.lora
        parts = checkpoint.load(options.checkpoint, options.taesd, loras, lcm=options.lcm_lora is not None)
        folder.write(parts, options.out, options.fp16, options.external_data, options.safety_checker)
    except (ModelError, OSError, ValueError, ArithmeticError) as e:
        print(f"error: {first_line(e)}", file=sys.stderr)
        return 1
    print(f"{options.out} is ready")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
