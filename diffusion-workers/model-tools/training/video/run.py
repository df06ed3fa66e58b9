"""What the stages of a training share: where it is, how long it has, its averaged weights, its log."""
import contextlib
import copy
import json
import math
import os
import time

import torch


class Run:
    """A training in a folder that can be left and taken up again. Time is counted by stage, over all tries."""

    def __init__(self, folder: str, device: torch.device, save_minutes: float, half: bool = False):
        self.folder, self.device, self.save_minutes, self.half = folder, device, save_minutes, half
        self.state_file = os.path.join(folder, "state.pt")
        os.makedirs(folder, exist_ok=True)
        self.state = torch.load(self.state_file, map_location="cpu", weights_only=True) if os.path.exists(self.state_file) else {}

    def log(self, **values) -> None:
        line = json.dumps({name: round(x, 5) if isinstance(x, float) else x for name, x in values.items()})
        print(line, flush=True)
        with open(os.path.join(self.folder, "log.jsonl"), "a") as file:
            file.write(line + "\n")

    def amp(self):
        """Half precision. Weights are cast once: who begins to want gradients in it has to clear what was cast without."""
        return torch.autocast(self.device.type, torch.bfloat16) if self.half else contextlib.nullcontext()

    def save(self) -> None:
        torch.save(self.state, self.state_file + ".part")
        os.replace(self.state_file + ".part", self.state_file)


class Average:
    """Weights averaged over the last steps."""

    def __init__(self, network: torch.nn.Module, decay: float):
        self.network, self.decay, self.steps = network, decay, 0
        self.average = copy.deepcopy(network).requires_grad_(False)

    @torch.no_grad()
    def step(self) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        kept, now = list(self.average.parameters()), list(self.network.parameters())
        torch._foreach_mul_(kept, decay)
        torch._foreach_add_(kept, now, alpha=1 - decay)
        for a, b in zip(self.average.buffers(), self.network.buffers()):
            a.copy_(b)


def weights(network: torch.nn.Module) -> dict:
    return {name: x.detach().cpu().clone() for name, x in network.state_dict().items()}


def train(run: Run, name: str, minutes: float, networks: dict[str, torch.nn.Module], rates: dict[str, float], loss_of, decay: float,
          warmup: int = 100, most_steps: int = 0, log_every: int = 50) -> dict[str, torch.nn.Module]:
    """One stage: `loss_of(step, progress)` gives a loss and numbers to log, until the time is over. Returns averaged networks.

    A stage that is done is only loaded; one that was left goes on where it was saved last."""
    state = run.state.setdefault(name, {"seconds": 0.0, "step": 0, "done": False})
    averages = {key: Average(network, decay) for key, network in networks.items()}
    groups = [{"params": [p for p in network.parameters() if (p.dim() > 1) == decays], "weight_decay": 0.01 * decays,
               "lr": rates[key], "base": rates[key]} for key, network in networks.items() for decays in (True, False)]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.99), fused=run.device.type == "cuda")
    if "networks" in state:
        for key, network in networks.items():
            network.load_state_dict(state["networks"][key])
            averages[key].average.load_state_dict(state["averages"][key])
            averages[key].steps = state["step"]
        if not state["done"]:
            optimizer.load_state_dict(state["optimizer"])
    parameters = [p for group in groups for p in group["params"]]
    began, before, step, sums = time.time(), state["seconds"], state["step"], {}
    saved = began

    def keep(done: bool):
        state.update(seconds=before + time.time() - began, step=step, done=done,
                     networks={key: weights(network) for key, network in networks.items()},
                     averages={key: weights(average.average) for key, average in averages.items()},
                     optimizer={} if done else optimizer.state_dict())
        run.save()

    while not state["done"]:
        elapsed = before + time.time() - began
        progress = max(elapsed / (60 * minutes) if minutes > 0 else 1, step / most_steps if most_steps else 0)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1, (step + 1) / warmup) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))
        loss, numbers = loss_of(step, progress)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        if torch.isfinite(norm):
            optimizer.step()
        for average in averages.values():
            average.step()
        step += 1
        for key, x in {"loss": loss, "gradient": norm, **numbers}.items():
            sums[key] = sums.get(key, 0) + x.detach().float()
        if step % log_every == 0:
            run.log(stage=name, step=step, seconds=round(before + time.time() - began, 1),
                    **{key: float(x) / log_every for key, x in sums.items()})
            sums = {}
        if time.time() - saved > 60 * run.save_minutes:
            keep(False)
            saved = time.time()
    if not state["done"]:
        keep(True)
    return {key: average.average.eval() for key, average in averages.items()}
