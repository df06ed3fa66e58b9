"""How the demo clip is drawn: noise, shapes and lines on a float picture, twice as large as the clip."""

import numpy as np

WIDTH, HEIGHT, RATE, SECONDS = 480, 270, 24, 10
SCALE = 2  # drawn larger, then averaged: smooth edges
W, H = WIDTH * SCALE, HEIGHT * SCALE
Y, X = np.mgrid[0:H, 0:W].astype(np.float32)
SUN = np.array([0.70 * W, 0.26 * H])
LIGHT = np.array([0.45, -0.62, 0.64])  # towards the sun and the viewer; unit length, y down


def rgb(*channels):
    return np.array(channels, np.float32) / 255


def smooth(low, high, value):
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def blend(image, colour, mask, box=None):
    """Lays a colour (or picture) over a part of the image."""
    rows, columns = box if box else (slice(None), slice(None))
    part = image[rows, columns]
    part += (colour - part) * mask[..., None]


def texture(seed, height, width, cells, octaves):
    """Cloudy noise from 0 to 1 that repeats in x."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        ny, nx = cells[0] << octave, cells[1] << octave
        grid = random.random((ny + 1, nx)).astype(np.float32)
        y = np.linspace(0, ny, height, endpoint=False, dtype=np.float32)
        x = np.linspace(0, nx, width, endpoint=False, dtype=np.float32)
        y0, x0 = y.astype(int), x.astype(int)
        fy, fx = smooth(0, 1, y - y0)[:, None], smooth(0, 1, x - x0)[None, :]
        x1 = (x0 + 1) % nx
        top = grid[y0][:, x0] * (1 - fx) + grid[y0][:, x1] * fx
        bottom = grid[y0 + 1][:, x0] * (1 - fx) + grid[y0 + 1][:, x1] * fx
        total += (top * (1 - fy) + bottom * fy) / 2**octave
    total -= total.min()
    return total / total.max()


def window(picture, left):
    """W columns of a picture that repeats in x, from a fractional column on."""
    whole = int(np.floor(left))
    part = left - whole
    columns = (whole + np.arange(W + 1)) % picture.shape[1]
    taken = picture[:, columns]
    return taken[:, :-1] * (1 - part) + taken[:, 1:] * part


def disc(image, cx, cy, radius, colour, shade=0.55, squash=1.0):
    """A ball in the sunlight."""
    x0, x1 = int(max(0, cx - radius - 2)), int(min(W, cx + radius + 3))
    y0, y1 = int(max(0, cy - radius * squash - 2)), int(min(H, cy + radius * squash + 3))
    if x0 >= x1 or y0 >= y1:
        return
    dx = (X[y0:y1, x0:x1] - cx) / radius
    dy = (Y[y0:y1, x0:x1] - cy) / (radius * squash)
    far = np.sqrt(dx * dx + dy * dy)
    dz = np.sqrt(np.clip(1 - far * far, 0, 1))
    light = np.clip(dx * LIGHT[0] + dy * LIGHT[1] + dz * LIGHT[2], 0, 1)
    lit = colour(dx, dy, dz) if callable(colour) else colour
    lit = lit * (1 - shade + 1.15 * shade * light)[..., None]
    blend(image, np.clip(lit, 0, 1), np.clip((1 - far) * radius + 0.5, 0, 1), (slice(y0, y1), slice(x0, x1)))


def polygon(image, points, colour, strength=1.0):
    """A convex shape."""
    points = np.array(points, np.float32)
    after = np.roll(points, -1, 0)
    if np.sum(points[:, 0] * after[:, 1] - points[:, 1] * after[:, 0]) < 0:
        points = points[::-1]
    x0, y0 = np.floor(points.min(0)).astype(int) - 1
    x1, y1 = np.ceil(points.max(0)).astype(int) + 2
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(W, x1), min(H, y1)
    if x0 >= x1 or y0 >= y1:
        return
    inside = np.full((y1 - y0, x1 - x0), 1e9, np.float32)
    for (ax, ay), (bx, by) in zip(points, np.roll(points, -1, 0)):
        length = np.hypot(bx - ax, by - ay)
        edge = ((bx - ax) * (Y[y0:y1, x0:x1] - ay) - (by - ay) * (X[y0:y1, x0:x1] - ax)) / max(length, 1e-6)
        inside = np.minimum(inside, edge)
    blend(image, colour, np.clip(inside + 0.5, 0, 1) * strength, (slice(y0, y1), slice(x0, x1)))


def line(image, ax, ay, bx, by, width, colour):
    nx, ny = by - ay, ax - bx
    half = width / 2 / max(np.hypot(nx, ny), 1e-6)
    nx, ny = nx * half, ny * half
    polygon(image, [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)], colour)
