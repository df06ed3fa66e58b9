"""What the demo clip sounds like."""

import numpy as np

from demo_drawing import SECONDS


def music(rate=48_000):
    """Four chords, each a soft pad with a plucked pattern over it; 10 seconds, stereo."""
    total = np.zeros((rate * SECONDS, 2))
    chords = [(48, 55, 60, 64, 67), (45, 52, 57, 60, 64), (41, 48, 53, 57, 60), (43, 50, 55, 59, 62)]

    def add(start, length, midi, level, pan, attack, decay, tones):
        t = np.arange(int(length * rate)) / rate
        pitch = 440 * 2 ** ((midi - 69) / 12)
        tone = sum(a * np.sin(2 * np.pi * pitch * k * t + 0.3 * k) for k, a in tones)
        tone *= np.minimum(1, t / attack) * np.exp(-t / decay) * np.minimum(1, (length - t) / 0.05) * level
        begin = int(start * rate)
        tone = tone[: len(total) - begin]
        total[begin : begin + len(tone)] += tone[:, None] * [1 - pan, 1 + pan]

    for bar in range(4):
        start, chord = 2.5 * bar, chords[bar]
        for i, note in enumerate(chord):
            add(start, 2.6, note, 0.05, (i - 2) * 0.2, 0.35, 3.0, [(1, 1), (2, 0.3), (3, 0.12)])
        for step in range(8):
            note = chord[[1, 2, 3, 4, 3, 2, 4, 3][step]] + 12
            add(start + step * 2.5 / 8, 1.2, note, 0.11, 0.5 * np.sin(step), 0.004, 0.35, [(1, 1), (2, 0.5), (4, 0.15)])
    t = np.arange(len(total)) / rate
    total *= np.minimum(1, np.minimum(t / 0.05, (SECONDS - t) / 0.6))[:, None]
    return (np.clip(total / np.abs(total).max() * 0.7, -1, 1) * 32767).astype("<i2")
