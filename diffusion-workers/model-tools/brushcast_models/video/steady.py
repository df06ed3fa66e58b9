"""Steadies what the decoder paints: each frame is blended with the one that was shown before, moved to where it has gone.

Both frames are compared at half of their sides, shifted against each other by up to three pixels there: how unlike they are around
each place says where it most likely was, and a few convolutions what is too even to tell. What was moved there is compared once
more, by single pixels, which leaves parts of a pixel to say, and for each pixel how much of the moved frame is to be seen. Nothing but that
mixture comes out, so what is new in a picture, or has been cut to, shows as it was painted. Frames [B,3,H,W] in [-1,1], one
after the other.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

CELL = 4  # pixels of a place's sides
HALF = 2  # of a pixel's that are compared
REACH = 3  # of those, in all directions
FEATURES, WIDTH = 32, 64


def shifts(reach: int) -> list[tuple[int, int]]:
    return [(dy, dx) for dy in range(-reach, reach + 1) for dx in range(-reach, reach + 1)]


def unlike(frame, shown, reach: int, cell: int):
    """How unlike a frame [B,3,H,W] and each shift of another are around each place, [B,(2*reach+1)^2,H/cell,W/cell]."""
    h, w = frame.shape[2:]
    shown = F.pad(shown, (reach,) * 4, mode="replicate")
    apart = [(frame - shown[:, :, reach + dy:reach + dy + h, reach + dx:reach + dx + w]).abs().mean(1, keepdim=True)
             for dy, dx in shifts(reach)]
    return F.avg_pool2d(F.avg_pool2d(torch.cat(apart, 1), cell), 3, 1, 1, count_include_pad=False)


def conv(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1)


def active(x):
    return F.leaky_relu(x, 0.1)


class Steady(nn.Module):
    def __init__(self):
        super().__init__()
        far, near = len(shifts(REACH)), len(shifts(1))
        self.features = conv(3 * CELL * CELL, FEATURES)
        self.far = nn.ModuleList([conv(FEATURES + far + 2, WIDTH), conv(WIDTH, WIDTH)])
        self.far_motion = conv(WIDTH, 2)
        self.near = nn.ModuleList([conv(FEATURES + near + 2 + WIDTH, WIDTH), conv(WIDTH, WIDTH)])
        self.near_motion, self.blend = conv(WIDTH, 2), conv(WIDTH, CELL * CELL)
        for layer in (self.far_motion, self.near_motion, self.blend):
            nn.init.zeros_(layer.weight), nn.init.zeros_(layer.bias)
        self.sure = nn.Parameter(torch.tensor(4.5))  # how much less likely a less alike place is, as a logarithm
        self.register_buffer("shifts", torch.tensor(shifts(REACH), dtype=torch.float32).flip(1) * HALF)  # [49,2], x and y in pixels

    def look(self, frame, shown):
        """Where each pixel was in the frame before, in pixels from where it is: at first and at last [B,2,H,W] (x, y); and how much of
        that is seen [B,1,H,W]."""
        whole = lambda moved: F.interpolate(moved, scale_factor=CELL, mode="bilinear", align_corners=False)
        now = active(self.features(F.pixel_unshuffle(frame, CELL)))
        apart = unlike(F.avg_pool2d(frame, HALF), F.avg_pool2d(shown, HALF), REACH, CELL // HALF)
        moved = torch.einsum("bshw,sc->bchw", (-apart * self.sure.exp()).softmax(1), self.shifts)
        x = active(self.far[0](torch.cat([now, 8 * (apart - apart.amin(1, keepdim=True)), moved], 1)))
        x = x + active(self.far[1](x))
        moved = moved + self.far_motion(x)
        first = whole(moved)
        apart = unlike(frame, move(shown, first), 1, CELL)
        x = active(self.near[0](torch.cat([now, 8 * apart, moved, x], 1)))
        x = x + active(self.near[1](x))
        return first, whole(moved + self.near_motion(x)), torch.sigmoid(F.pixel_shuffle(self.blend(x), CELL))

    def forward(self, frame, shown):
        _, moved, share = self.look(frame, shown)
        return (frame + share * (move(shown, moved) - frame)).clamp(-1, 1)  # cubic curves swing beyond what they go through

    def clip(self, frames, shown=None):
        """Frames [B,3,T,H,W] one after the other, and the last of them; of a stream's beginning the first is shown as it is."""
        out = []
        for frame in frames.unbind(2):
            shown = frame if shown is None else self(frame, shown)
            out.append(shown)
        return torch.stack(out, 2), shown


def move(frame, moved):
    """A frame [B,3,H,W] as seen from places that are `moved` [B,2,H,W] pixels away from their own; beyond the edge is the edge."""
    h, w = frame.shape[2:]
    y, x = torch.meshgrid(torch.arange(h, device=frame.device), torch.arange(w, device=frame.device), indexing="ij")
    x, y = (x + moved[:, 0]).clamp(0, w - 1), (y + moved[:, 1]).clamp(0, h - 1)  # runtimes differ in what is beyond the edge
    at = torch.stack([(x + 0.5) * (2 / w) - 1, (y + 0.5) * (2 / h) - 1], 3)
    return F.grid_sample(frame, at, "bicubic", "border", align_corners=False)
