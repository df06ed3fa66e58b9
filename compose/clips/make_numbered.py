#!/usr/bin/env python3
"""Makes the clip of the end-to-end test: every frame carries its number (as FrameBarcode of the media tests draws it), and a
beep begins at the presentation time of frames 12, 36, 60, ...

    python3 make_numbered.py OUT.mp4      needs numpy and the ffmpeg command
"""
import subprocess
import sys
import tempfile
import wave

import numpy as np

WIDTH, HEIGHT, RATE, FRAMES = 256, 144, 24, 96
SAMPLE_RATE, BEEP_EVERY, FIRST_BEEP, BEEP_SECONDS = 48000, 24, 12, 0.1
COLUMNS, ROWS = 8, 3


def edge(index, count, length):
    return length // 6 + index * (length - 2 * (length // 6)) // count


def barcode(number):
    check = (((number * 0x9E3779B1) & 0xFFFFFFFF) >> 24) ^ 0xA5
    bits = number << 8 | check
    picture = np.full((HEIGHT, WIDTH, 3), 0x80, np.uint8)
    for cell in range(COLUMNS * ROWS):
        column, row = cell % COLUMNS, cell // COLUMNS
        white = bits >> (COLUMNS * ROWS - 1 - cell) & 1
        picture[edge(row, ROWS, HEIGHT) : edge(row + 1, ROWS, HEIGHT),
                edge(column, COLUMNS, WIDTH) : edge(column + 1, COLUMNS, WIDTH)] = 255 * white
    return picture


def beeps():
    sound = np.zeros(FRAMES * SAMPLE_RATE // RATE)
    for frame in range(FIRST_BEEP, FRAMES, BEEP_EVERY):
        start = frame * SAMPLE_RATE // RATE
        t = np.arange(int(BEEP_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
        sound[start : start + len(t)] = 0.6 * np.sin(2 * np.pi * 1000 * t)
    return (sound * 32767).astype("<i2")


def main(out):
    with tempfile.NamedTemporaryFile(suffix=".wav") as sound:
        with wave.open(sound.name, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(beeps().tobytes())
        command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}",
                   "-r", str(RATE), "-i", "-", "-i", sound.name, "-c:v", "libx264", "-preset", "veryslow", "-crf", "23",
                   "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "64k", "-fflags", "+bitexact", out]
        encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
        for number in range(FRAMES):
            encoder.stdin.write(barcode(number).tobytes())
        encoder.stdin.close()
        if encoder.wait() != 0:
            sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
