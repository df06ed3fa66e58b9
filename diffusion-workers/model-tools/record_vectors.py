"""Records what diffusers' own networks and scheduler make of a few pictures, for shapes of model that the published
StreamDiffusion package does not run, in the format that `brushcast model verify` reads.

    python record_vectors.py ../engine/src/test/resources/vectors-diffusers

One step, small random weights; no guidance but that which a distilled network is told. The exported graphs lie beside the arrays, but these do not come from them.
"""
import argparse
import json
import os

import numpy as np
import torch
from diffusers import LCMScheduler

from brushcast_models import checkpoint, folder, random_models

STEPS, T_INDEX, SIDE, CALLS = 50, 22, 48, 3
PROMPT = "(an oil painting:1.2) of a [cat], don't"  # brackets are text here
TOLERANCE = 3e-4
TOLD_GUIDANCE = 8.5


def sdxl_conditions(pipe):
    states, _, pooled, _ = pipe.encode_prompt(PROMPT, device="cpu", do_classifier_free_guidance=False)
    ids = pipe._get_add_time_ids((SIDE, SIDE), (0, 0), (SIDE, SIDE), states.dtype, pooled.shape[-1])
    repeated = {"text_embeds": pooled.repeat(CALLS, 1), "time_ids": ids.repeat(CALLS, 1)}
    return states, lambda noisy, pictures: (noisy, {"added_cond_kwargs": repeated})


def plain_states(pipe):
    ids = pipe.tokenizer(PROMPT, padding="max_length", max_length=77, truncation=True, return_tensors="pt").input_ids
    return pipe.text_encoder(ids)[0]


def instruct_pix2pix_conditions(pipe):
    return plain_states(pipe), lambda noisy, pictures: (torch.cat([noisy, pictures], dim=1), {})


def lcm_conditions(pipe):
    told = torch.full((CALLS,), TOLD_GUIDANCE - 1)
    embedding = pipe.get_guidance_scale_embedding(told, embedding_dim=pipe.unet.config.time_cond_proj_dim)
    return plain_states(pipe), lambda noisy, pictures: (noisy, {"timestep_cond": embedding})


CASES = {"sdxl": (random_models.sdxl, sdxl_conditions, 1.0),
         "instruct-pix2pix": (random_models.instruct_pix2pix, instruct_pix2pix_conditions, 1.0),
         "lcm": (random_models.lcm, lcm_conditions, TOLD_GUIDANCE)}


def pictures() -> torch.Tensor:
    """Smooth ones, each a little different."""
    y, x = torch.meshgrid(torch.linspace(0, 1, SIDE), torch.linspace(0, 1, SIDE), indexing="ij")
    waves = [torch.sin(6 * x + n) * torch.cos((4 + channel) * y) for n in range(CALLS) for channel in range(3)]
    return torch.stack(waves).reshape(CALLS, 3, SIDE, SIDE)


def record(pipe, conditions) -> tuple[dict, dict]:
    scheduler = LCMScheduler.from_config(pipe.scheduler.config)
    scheduler.set_timesteps(STEPS)
    t = scheduler.timesteps[T_INDEX]
    noise = torch.randn(1, 4, SIDE // 8, SIDE // 8, generator=torch.Generator().manual_seed(2))
    frames, scaling = pictures(), pipe.vae.config.scaling_factor
    encoded = pipe.vae.encode(frames).latent_dist.mode()
    noisy = scheduler.add_noise(encoded * scaling, noise.expand_as(encoded), t.expand(CALLS))
    states, inputs = conditions(pipe)
    sample, more = inputs(noisy, encoded)
    predicted = pipe.unet(sample, t.expand(CALLS), states.repeat(CALLS, 1, 1), **more).sample
    denoised = scheduler.step(predicted, t, noisy).denoised
    arrays = {"frames": frames, "latents": encoded * scaling, "init_noise": noise, "prompt_embeds": states,
              "x0_latents": denoised, "outputs": pipe.vae.decode(denoised / scaling).sample}
    skip, out = scheduler.get_scalings_for_boundary_condition_discrete(t)
    alpha = scheduler.alphas_cumprod[t]
    numbers = {"timesteps": [int(t)], "sqrt_alpha": [float(alpha.sqrt())],
               "sqrt_one_minus_alpha": [float((1 - alpha).sqrt())], "c_skip": [float(skip)], "c_out": [float(out)]}
    return arrays, numbers


def write_case(out: str, name: str, guidance: float, arrays: dict, numbers: dict) -> None:
    place = os.path.join(out, f"{name}-s1")
    os.makedirs(place, exist_ok=True)
    for array, values in arrays.items():
        np.save(os.path.join(place, f"{array}.npy"), values.numpy().astype("<f4"))
    case = {"format": "streamdiffusion-v1-case/1", "id": f"{name}-s1", "model": name, "mode": "img2img",
            "width": SIDE, "height": SIDE, "t_index_list": [T_INDEX], "num_inference_steps": STEPS,
            "use_denoising_batch": True, "cfg_type": "none", "guidance_scale": guidance, "delta": 1.0, "do_add_noise": True,
            "frame_buffer_size": 1, "prompt": PROMPT, "negative_prompt": "", "calls": CALLS, "warmup": 0,
            "vae_encode": "mean", "similarity_filter": None, **numbers,
            "tolerance": {array: TOLERANCE for array in ("x0_latents", "outputs", "latents", "prompt_embeds")},
            "arrays": {array: {"file": f"{array}.npy"} for array in arrays}}
    with open(os.path.join(place, "case.json"), "w", encoding="utf-8") as f:
        json.dump(case, f, indent=1)
        f.write("\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="folder to make")
    out = parser.parse_args().out
    os.makedirs(os.path.join(out, "models"), exist_ok=True)
    for name, (make, conditions, guidance) in CASES.items():
        pipe = make()
        with torch.no_grad():
            write_case(out, name, guidance, *record(pipe, conditions))
        folder.write(checkpoint.of(pipe), os.path.join(out, "models", name))


if __name__ == "__main__":
    main()
