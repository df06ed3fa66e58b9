"""What the demo clip shows: a walk past rolling hills on a bright morning."""

import numpy as np

from demo_drawing import (
    H,
    HEIGHT,
    RATE,
    SCALE,
    SUN,
    W,
    WIDTH,
    X,
    Y,
    blend,
    disc,
    line,
    polygon,
    rgb,
    smooth,
    texture,
    window,
)


class Hills:
    """One layer of land with its own distance: a ridge, its colours, and what stands on it."""

    def __init__(self, seed, base, swing, length, speed, low, high, haze):
        random = np.random.default_rng(seed)
        self.waves = [
            (swing / (1 + i), length / (1 + 0.83 * i), random.uniform(0, 2 * np.pi)) for i in range(3)
        ]
        self.base, self.speed = base * H, speed * SCALE
        self.low, self.high, self.haze = low, high, haze
        self.grass = texture(seed + 50, H, 4 * W, (40, 60), 3)

    def ridge(self, x):
        y = np.full_like(x, self.base)
        for swing, length, phase in self.waves:
            y = y + swing * H * np.sin(x / (length * W) * 2 * np.pi + phase)
        return y

    def draw(self, image, time):
        world = X[0] + self.speed * time
        ridge = self.ridge(world)
        slope = np.gradient(ridge)
        depth = np.clip(Y - ridge, 0, None)
        # A round top: light falls on the side that faces the sun, less of it further down.
        round_top = np.exp(-depth / (0.10 * H))
        light = 0.62 + 0.30 * round_top + 0.55 * np.tanh(1.6 * slope) * (0.35 + 0.65 * round_top)
        light = light + 0.28 * (window(self.grass, self.speed * time) - 0.5)
        colour = self.low + (self.high - self.low) * np.clip(light, 0, 1)[..., None]
        colour = colour * (1 - self.haze) + rgb(214, 216, 226) * self.haze
        blend(image, colour, np.clip(Y - ridge + 0.5, 0, 1))


class Fields(Hills):
    """Hills with rows of a crop running over them."""

    def draw(self, image, time):
        super().draw(image, time)
        world = X + self.speed * time
        depth = Y - self.ridge(world[0])
        rows = np.sin((world * 0.055 + 0.004 * world * np.sin(world / 500) + depth * 0.12) * 1.7)
        patch = smooth(0.2, 0.6, np.sin(world / (0.42 * W) + 0.6)) * smooth(6, 22, depth)
        blend(image, rgb(222, 190, 92), smooth(-0.3, 0.8, rows) * patch * 0.75)


def tree(image, x, y, size, colour, sway):
    polygon(
        image,
        [(x - size * 0.09, y - size), (x + size * 0.09, y - size), (x + size * 0.13, y + 3), (x - size * 0.13, y + 3)],
        rgb(92, 66, 48),
    )
    for dx, dy, r in ((-0.34, -1.0, 0.42), (0.36, -1.02, 0.40), (0, -1.42, 0.50), (0.02, -0.98, 0.44)):
        disc(image, x + (dx + sway * (0.6 - dy) * 0.03) * size, y + dy * size, r * size, colour, 0.62)


def poplar(image, x, y, size, colour, sway):
    disc(image, x + sway * size * 0.03, y - size * 1.15, size * 0.32, colour, 0.6, 3.6)


def house(image, x, y, size):
    wall, dark = rgb(246, 232, 204), rgb(206, 186, 160)
    polygon(image, [(x, y - size), (x + 1.5 * size, y - size), (x + 1.5 * size, y + 5), (x, y + 5)], wall)
    polygon(image, [(x - 0.7 * size, y - size), (x, y - size), (x, y + 5), (x - 0.7 * size, y + 5)], dark)
    polygon(image, [(x - 0.7 * size, y - size), (x - 0.35 * size, y - 1.75 * size), (x, y - size)], dark)
    roof = rgb(196, 72, 52)
    polygon(
        image,
        [(x - 0.35 * size, y - 1.8 * size), (x + 1.2 * size, y - 1.8 * size), (x + 1.62 * size, y - 0.92 * size),
         (x + 0.02 * size, y - 0.92 * size)],
        roof,
    )
    line(image, x - 0.35 * size, y - 1.8 * size, x - 0.8 * size, y - 0.95 * size, 3.2, roof * 0.7)
    for dx in (0.22, 1.0):
        polygon(
            image,
            [(x + dx * size, y - 0.68 * size), (x + (dx + 0.28) * size, y - 0.68 * size),
             (x + (dx + 0.28) * size, y - 0.36 * size), (x + dx * size, y - 0.36 * size)],
            rgb(76, 104, 140),
        )
    polygon(
        image,
        [(x + 0.62 * size, y - 0.62 * size), (x + 0.86 * size, y - 0.62 * size), (x + 0.86 * size, y + 4),
         (x + 0.62 * size, y + 4)],
        rgb(120, 78, 56),
    )


def windmill(image, x, y, size, time):
    polygon(
        image,
        [(x - 0.20 * size, y - 1.5 * size), (x + 0.20 * size, y - 1.5 * size), (x + 0.36 * size, y + 6),
         (x - 0.36 * size, y + 6)],
        rgb(238, 230, 218),
    )
    polygon(
        image,
        [(x - 0.20 * size, y - 1.5 * size), (x - 0.02 * size, y - 1.5 * size), (x - 0.06 * size, y + 6),
         (x - 0.36 * size, y + 6)],
        rgb(176, 170, 178),
        0.8,
    )
    disc(image, x, y - 1.5 * size, 0.27 * size, rgb(128, 70, 60), 0.5)
    hub = (x + 0.02 * size, y - 1.5 * size)
    for blade in range(4):
        angle = 0.9 * time + blade * np.pi / 2
        c, s = np.cos(angle), np.sin(angle)
        tip = (hub[0] + 1.15 * size * c, hub[1] + 1.15 * size * s)
        root = (hub[0] + 0.22 * size * c, hub[1] + 0.22 * size * s)
        line(image, *hub, *tip, 0.05 * size, rgb(96, 66, 52))
        off = (-s * 0.2 * size, c * 0.2 * size)
        polygon(image, [root, tip, (tip[0] + off[0], tip[1] + off[1]), (root[0] + off[0], root[1] + off[1])],
                rgb(250, 244, 230), 0.92)
    disc(image, *hub, 0.08 * size, rgb(70, 50, 44))


def balloon(image, x, y, size):
    stripes = [rgb(214, 58, 50), rgb(246, 196, 72), rgb(42, 96, 168), rgb(246, 196, 72)]

    def colour(dx, dy, dz):
        around = np.arctan2(dx, dz + 1e-6) + 0.35
        index = np.floor((around / np.pi + 1) * 5).astype(int) % len(stripes)
        belt = np.abs(dy - 0.02) < 0.13
        return np.where(belt[..., None], rgb(250, 240, 220), np.array(stripes)[index])

    for side in (-1, 1):
        line(image, x + side * 0.62 * size, y + 0.78 * size, x + side * 0.13 * size, y + 1.62 * size, 1.6, rgb(84, 64, 52))
    disc(image, x, y, size, colour, 0.60, 1.12)
    polygon(
        image,
        [(x - 0.17 * size, y + 1.58 * size), (x + 0.17 * size, y + 1.58 * size), (x + 0.14 * size, y + 1.86 * size),
         (x - 0.14 * size, y + 1.86 * size)],
        rgb(146, 98, 58),
    )


def bird(image, x, y, size, beat):
    lift = np.sin(beat) * size * 0.7
    ink = rgb(52, 54, 70)
    for side in (-1, 1):
        line(image, x, y, x + side * size * 0.55, y - lift * 0.8 - size * 0.1, size * 0.16, ink)
        line(image, x + side * size * 0.55, y - lift * 0.8 - size * 0.1, x + side * size * 1.1, y - lift * 0.5, size * 0.12, ink)


CLOUDS = texture(7, H // 2, 3 * W, (3, 14), 5)
PEAKS = texture(21, H, 3 * W, (10, 36), 4)
FAR = Hills(31, 0.580, 0.034, 0.75, 9, rgb(84, 128, 122), rgb(152, 188, 150), 0.34)
MIDDLE = Fields(32, 0.665, 0.050, 0.95, 20, rgb(60, 112, 66), rgb(160, 196, 92), 0.12)
NEAR = Hills(44, 0.800, 0.055, 1.1, 42, rgb(38, 86, 44), rgb(128, 178, 66), 0.0)
FRONT = Hills(36, 0.955, 0.022, 0.9, 84, rgb(22, 56, 30), rgb(84, 134, 48), 0.0)
LEAVES = [rgb(64, 124, 58), rgb(96, 148, 60), rgb(206, 126, 46), rgb(188, 72, 50), rgb(54, 104, 66)]


def sky(time):
    t = np.clip(Y / (0.62 * H), 0, 1)[..., None]
    image = rgb(66, 124, 204) * (1 - t) + rgb(190, 220, 240) * t
    image = image + (rgb(255, 222, 178) - image) * smooth(0.5, 1.0, t)
    far = np.hypot(X - SUN[0], Y - SUN[1])
    blend(image, rgb(255, 236, 190), 0.75 * np.exp(-far / (0.13 * W)))
    blend(image, rgb(255, 250, 226), np.clip(0.048 * W - far + 0.5, 0, 1))
    drift = 60 + 7 * SCALE * time
    density = window(CLOUDS, drift)
    towards_sun = window(np.roll(CLOUDS, 9, 0), drift + 12)
    cover = smooth(0.50, 0.72, density) * smooth(0.02, 0.22, Y[: H // 2] / H) * smooth(0.50, 0.36, Y[: H // 2] / H)
    lit = np.clip(0.62 + 3.2 * (density - towards_sun), 0, 1)[..., None]
    blend(image, rgb(168, 176, 206) * (1 - lit) + rgb(255, 250, 240) * lit, cover * 0.94, (slice(0, H // 2), slice(None)))
    return image


def mountains(image, time):
    shift = 4 * SCALE * time
    # Faces of rock lean: the further down, the further to the side they are looked up.
    x = X[0] + shift
    height = 0.07 + sum(a * (1 - np.abs(np.sin(x / (p * W) + o))) for a, p, o in ((0.20, 0.17, 0.4), (0.06, 0.061, 1.1), (0.02, 0.021, 2.0)))
    ridge = (0.60 - height) * H
    depth = np.clip(Y - ridge, 0, None)
    columns = ((x + 0.55 * depth * np.sign(np.sin(x / (0.17 * W) * 1 + 0.4 + np.pi / 2))) % PEAKS.shape[1]).astype(int)
    rock = PEAKS[Y.astype(int), columns]
    before = PEAKS[Y.astype(int), (columns - 7) % PEAKS.shape[1]]
    facet = np.clip(0.45 + 3.0 * (rock - before) + 0.5 * np.tanh(1.2 * np.gradient(ridge)), 0, 1)[..., None]
    colour = rgb(92, 110, 158) * (1 - facet) + rgb(188, 188, 204) * facet
    snow = smooth(0.40, 0.36, Y / H + 0.10 * (rock - 0.5))
    colour = colour + (rgb(170, 188, 226) * (1 - facet) + rgb(255, 252, 248) * facet - colour) * snow[..., None]
    haze = smooth(0.38, 0.62, Y / H)[..., None] * 0.65
    colour = colour * (1 - haze) + rgb(236, 224, 212) * haze
    blend(image, colour, np.clip(Y - ridge + 0.5, 0, 1))


def planted(hills, seed, spacing, time, margin):
    """Places on a layer of hills, the same ones at all times: screen x, y, and a number of its own."""
    first = int((hills.speed * time - margin) // spacing)
    for i in range(first, first + int((W + 2 * margin) // spacing) + 2):
        random = np.random.default_rng(seed * 100_003 + i + 5_000)
        world = (i + random.uniform(0.1, 0.9)) * spacing
        yield world - hills.speed * time, float(hills.ridge(np.array([world]))[0]), random


def frame(number):
    time = number / RATE
    image = sky(time)
    mountains(image, time)
    FAR.draw(image, time)
    for x, y, random in planted(FAR, 3, 26, time, 20):
        disc(image, x, y - 2, random.uniform(4, 8), rgb(96, 138, 116), 0.4)
    balloon(image, W * (0.16 + 0.030 * time), H * (0.27 + 0.03 * np.sin(0.7 * time)), 0.062 * W)
    for i in range(5):
        bird(image, W * (0.98 - 0.075 * time) + (i % 3) * 46 + i * 20, H * 0.16 + (i * 37) % 60 + 8 * np.sin(time + i), 13, 9 * time + i)
    MIDDLE.draw(image, time)
    for x, y, random in planted(MIDDLE, 5, 120, time, 60):
        size, kind, leaf = random.uniform(18, 28), random.random(), LEAVES[random.integers(len(LEAVES))]
        (poplar if kind < 0.35 else tree)(image, x, y + 6, size, leaf * 0.92 + 0.06, np.sin(1.5 * time + x / 90))
    at = lambda hills, world: (world - hills.speed * time, float(hills.ridge(np.array([world]))[0]))
    house(image, *(np.array(at(MIDDLE, 0.66 * W)) + (0, 10)), 42)
    NEAR.draw(image, time)
    windmill(image, *at(NEAR, 0.98 * W), 86, time)
    for x, y, random in planted(NEAR, 8, 300, time, 140):
        if abs(x - at(NEAR, 0.98 * W)[0]) > 0.13 * W:  # not before the windmill
            leaf = LEAVES[random.integers(len(LEAVES))]
            tree(image, x, y + 10, random.uniform(56, 84), leaf, np.sin(1.3 * time + x / 200))
    FRONT.draw(image, time)
    for x, y, random in planted(FRONT, 9, 34, time, 20):
        stem, bloom = random.uniform(12, 40), [rgb(232, 72, 62), rgb(250, 206, 70), rgb(250, 246, 240), rgb(150, 92, 190)]
        top = (x + 5 * np.sin(2 * time + x / 70), y - stem)
        line(image, x, y + 8, *top, 2.2, rgb(48, 104, 44))
        disc(image, *top, random.uniform(5, 9), bloom[random.integers(4)], 0.4)
        disc(image, *top, 2.6, rgb(120, 84, 40), 0.3)
    image = np.clip(image, 0, 1).reshape(HEIGHT, SCALE, WIDTH, SCALE, 3).mean((1, 3))
    return (image * 255 + 0.5).astype(np.uint8)
