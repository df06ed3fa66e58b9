"""Which latent frames a pass looks back on, and where it writes what it leaves."""
from collections import deque


class Slots:
    """A window of slots for latent frames: the first frames stay (sinks), the others are replaced, oldest first."""

    def __init__(self, window: int, sinks: int):
        self.window, self.sinks = window, sinks
        self.filled, self.queue = 0, deque()

    def take(self, frames: int) -> tuple[list[bool], list[int]]:
        """For a chunk of so many frames: the slots it sees, and those it writes. All steps of a chunk use the same."""
        written = []
        for _ in range(frames):
            if self.filled < self.window:
                slot, self.filled = self.filled, self.filled + 1
            else:
                slot = self.queue.popleft()
            if slot >= self.sinks:
                self.queue.append(slot)
            written.append(slot)
        return [slot < self.filled and slot not in written for slot in range(self.window)], written


class Positions:
    """Frame numbers for the rotation of keys, begun again at a point so that they stay within what was trained."""

    def __init__(self, window: int, refresh: int):
        self.window, self.refresh, self.next = window, refresh, 0

    def take(self, frames: int) -> int:
        if self.next >= self.refresh:
            self.next = self.window - 1
        at, self.next = self.next, self.next + frames
        return at


def seen(frames: int, window: int, sinks: int) -> list[list[bool]]:
    """For each latent frame of a clip those that it sees, itself among them; the first two are one chunk."""
    slots, holds = Slots(window, sinks), {}
    table = []
    chunks = [[0, 1]] + [[frame] for frame in range(2, frames)] if frames > 1 else [[0]]
    for chunk in chunks:
        visible, written = slots.take(len(chunk))
        known = {holds[slot] for slot, is_visible in enumerate(visible) if is_visible} | set(chunk)
        table += [[frame in known for frame in range(frames)] for _ in chunk]
        holds.update(zip(written, chunk))
    return table
