#!/usr/bin/env python3
"""Trains the built-in video model in four stages: autoencoder, transformer on whole clips, both on their own rollouts, what steadies.

    One GPU, one call of eight minutes, photos from a tar file; the results are RUN/autoencoder.pt, transformer.pt, report:
        python3 train.py --run RUN --photos photos.tar --device cuda --workers 16 --minutes 7.5
    A CPU for hours; call it again to go on where it was saved last:
        python3 train.py --run RUN --data data --minutes 600 --batch 4 --sizes 96x96
    On from what an earlier training has come to, without its first stage:
        python3 train.py --run RUN2 --start RUN --data data --shares 0 1 1 1

--minutes is shared out to the stages by --shares, with half a minute for the report; with --photos the making of the data is in it
too. A stage's time counts over all calls with the same RUN. See README.md.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import time

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE), os.path.dirname(os.path.dirname(HERE))]

import autoencoder_stage  # noqa: E402
import report  # noqa: E402
import rollout_stage  # noqa: E402
import steady_stage  # noqa: E402
import transformer_stage  # noqa: E402
from brushcast_models.video import folder  # noqa: E402
from brushcast_models.video.autoencoder import Autoencoder, AutoencoderConfig  # noqa: E402
from brushcast_models.video.transformer import CausalTransformer, TransformerConfig  # noqa: E402
from captions import sample_caption  # noqa: E402
from clips import Clips, Pictures  # noqa: E402
from run import Run, train  # noqa: E402
from texts import load_image_model, load_texts  # noqa: E402

FINISH = 0.6  # minutes for the report


def options() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--run", required=True, help="folder for what comes out, and to go on from")
    p.add_argument("--out", help="where the results go too (small files only)")
    p.add_argument("--start", help="folder of autoencoder.pt and transformer.pt to begin with (default: random weights)")
    p.add_argument("--data", help="folder of data.py's images.npy (default: made in RUN/data)")
    p.add_argument("--photos", help="tar file of square JPEG crops to make the data from")
    p.add_argument("--workers", type=int, default=2, help="processes that render styles")
    p.add_argument("--image-model", default=os.path.join(os.path.dirname(HERE), "ema.pt"),
                   help="checkpoint whose text encoder is used, and beside which the result is measured")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--amp", action="store_true", help="half precision (bfloat16) on a CPU too")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--minutes", type=float, default=7.5)
    p.add_argument("--shares", type=float, nargs=4, default=[0.25, 0.30, 0.30, 0.15], help="of the time, by stage")
    p.add_argument("--most-steps", type=int, default=0, help="of each stage, whatever the time (0: no limit)")
    p.add_argument("--batch", type=int, nargs="+", default=[32], help="clips of the first size, for all stages or by stage")
    p.add_argument("--sizes", nargs="+", default=["128x128", "160x96", "256x144"], help="of clips, multiples of 16")
    p.add_argument("--latents", type=int, default=transformer_stage.LATENTS, help="latent frames of a clip")
    p.add_argument("--rates", type=float, nargs=4, default=[7e-4, 3e-4, 2e-4, 1.5e-3], help="learning rates, by stage")
    p.add_argument("--ema", type=float, default=0.995)
    p.add_argument("--texture", type=float, default=1.0, help="weight of the amount of detail in pictures")
    p.add_argument("--latent-noise", type=float, default=0.1, help="most noise on latents while the autoencoder learns")
    p.add_argument("--held-out", type=int, default=24, help="pictures that are only for the report")
    p.add_argument("--no-report", action="store_true", help="only the weights; a later call with --start and --minutes 0.6 reports")
    p.add_argument("--save-minutes", type=float, default=10)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--autoencoder", nargs="*", default=[], metavar="NAME=VALUE", help="of its measures")
    p.add_argument("--transformer", nargs="*", default=[], metavar="NAME=VALUE")
    a = p.parse_args()
    a.batch = a.batch * 4 if len(a.batch) == 1 else a.batch
    if len(a.batch) != 4:
        p.error("--batch takes one number, or one for each of the four stages")
    return a


def measures(kind, given: list[str]):
    pairs = (pair.split("=") for pair in given)
    return kind(**{name: float(value) if name == "scale" else int(value) for name, value in pairs})


def make_data(a) -> str:
    """images.npy from a tar file of crops, if it is not there yet."""
    data = a.data or os.path.join(a.run, "data")
    if not os.path.exists(os.path.join(data, "meta.json")):
        crops = os.path.join(a.run, "crops")
        with tarfile.open(a.photos) as tar:
            tar.extractall(crops, filter="data")
        where = next(path for path, _, files in os.walk(crops) if files)
        subprocess.run([sys.executable, os.path.join(os.path.dirname(HERE), "data.py"), "--crops", where, "--out", data,
                        "--workers", str(a.workers)], check=True)
    return data


def main() -> None:
    a, began = options(), time.time()
    device = torch.device(a.device)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    torch.backends.cudnn.allow_tf32 = False  # what is not in half precision is exact: a line is a small difference of gray
    run = Run(a.run, device, a.save_minutes, a.amp or device.type == "cuda")
    pictures = Pictures(make_data(a), device, a.held_out)
    left = a.minutes - (0 if a.no_report else FINISH) - ((time.time() - began) / 60 if a.photos else 0)
    minutes = [left * share / sum(a.shares) for share in a.shares]
    sizes = [tuple(map(int, reversed(size.split("x")))) for size in a.sizes]
    run.log(pictures=len(pictures.train), data_seconds=round(time.time() - began, 1), stage_minutes=minutes)
    clips = Clips(pictures, a.seed + len(run.state))
    texts = load_texts(a.image_model, sample_caption, pictures.names, device, clips.rng)
    if a.start:
        autoencoder = folder.load(f"{a.start}/autoencoder.pt", "autoencoder", Autoencoder, AutoencoderConfig)
        transformer = folder.load(f"{a.start}/transformer.pt", "transformer", CausalTransformer, TransformerConfig)
    else:
        autoencoder = Autoencoder(measures(AutoencoderConfig, a.autoencoder))
        transformer = CausalTransformer(measures(TransformerConfig, a.transformer))
    image_model = load_image_model(a.image_model)[0]
    placed = dict(device=device, memory_format=torch.channels_last)
    autoencoder, transformer = autoencoder.to(**placed).train(), transformer.to(**placed).train()

    def save(**networks):
        for where in {a.run, a.out or a.run}:
            os.makedirs(where, exist_ok=True)
            for name, network in networks.items():
                folder.save(os.path.join(where, f"{name}.pt"), **{name: network})

    def stage(name, at, networks, rates, loss):
        return train(run, name, minutes[at], networks, rates, loss, a.ema, 100, a.most_steps, 50 if a.most_steps == 0 else 1)

    loss = autoencoder_stage.loss_of(run, clips, autoencoder, a.batch[0], sizes[0][0], a.texture, a.latent_noise)
    autoencoder = stage("autoencoder", 0, {"all": autoencoder}, {"all": a.rates[0]}, loss)["all"]
    save(autoencoder=autoencoder)

    if not a.start:
        transformer.painter.cpu().begin_with(image_model.unet.state_dict(), autoencoder.cpu())
        autoencoder, transformer = autoencoder.to(**placed), transformer.to(**placed)
    loss = transformer_stage.loss_of(run, clips, texts, autoencoder, transformer, a.batch[1], a.latents, sizes)
    transformer = stage("transformer", 1, {"transformer": transformer}, {"transformer": a.rates[1]}, loss)["transformer"]
    save(transformer=transformer)

    autoencoder.decoder.requires_grad_(True), transformer.requires_grad_(True)
    loss = rollout_stage.loss_of(run, clips, texts, autoencoder, transformer, a.batch[2], a.texture,
                                 min(a.latents, rollout_stage.LATENTS), sizes=sizes)
    done = stage("rollout", 2, {"transformer": transformer, "decoder": autoencoder.decoder},
                 {"transformer": a.rates[2], "decoder": a.rates[2]}, loss)
    transformer, autoencoder.decoder = done["transformer"], done["decoder"]
    save(autoencoder=autoencoder, transformer=transformer)

    autoencoder.steady.requires_grad_(True)
    loss = steady_stage.loss_of(run, clips, texts, autoencoder, transformer, autoencoder.steady, a.batch[3], a.texture, sizes)
    autoencoder.steady = stage("steady", 3, {"steady": autoencoder.steady}, {"steady": a.rates[3]}, loss)["steady"]
    save(autoencoder=autoencoder)
    if not a.no_report:
        report.write(a.out or a.run, run, clips, texts, image_model, autoencoder, transformer, *sizes[-1])
    if a.out:
        shutil.copy(os.path.join(a.run, "log.jsonl"), a.out)


if __name__ == "__main__":
    main()
