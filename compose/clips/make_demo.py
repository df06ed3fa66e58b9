#!/usr/bin/env python3
"""Makes ../src/main/resources/clips/demo.mp4, the clip that is played when no other is named.

A walk past rolling hills on a bright morning, drawn (demo_scene.py, demo_drawing.py) and composed (demo_music.py) by
these scripts alone: 480x270, 24 frames a second, 10 seconds, H.264 with AAC stereo. Needs numpy and FFmpeg's command
line:

    python3 -m venv venv && venv/bin/pip install numpy
    venv/bin/python make_demo.py            # writes the clip
    venv/bin/python make_demo.py 120 a.png  # draws one frame, for looking at it
"""

import subprocess
import sys
import tempfile
import wave
from pathlib import Path

from demo_drawing import HEIGHT, RATE, SECONDS, WIDTH
from demo_music import music
from demo_scene import frame


def encode(target):
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "music.wav"
        with wave.open(str(sound), "wb") as out:
            out.setnchannels(2)
            out.setsampwidth(2)
            out.setframerate(48_000)
            out.writeframes(music().tobytes())
        command = f"""ffmpeg -hide_banner -loglevel error -y -f rawvideo -pix_fmt rgb24 -s {WIDTH}x{HEIGHT} -r {RATE} -i -
            -i {sound} -vf scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p
            -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv
            -c:v libx264 -profile:v high -preset veryslow -crf 23 -g 48 -c:a aac -b:a 96k
            -movflags +faststart -fflags +bitexact -flags:v +bitexact -flags:a +bitexact {target}"""
        with subprocess.Popen(command.split(), stdin=subprocess.PIPE) as ffmpeg:
            for number in range(RATE * SECONDS):
                ffmpeg.stdin.write(frame(number).tobytes())
            ffmpeg.stdin.close()
        if ffmpeg.returncode != 0:
            sys.exit("ffmpeg failed")


def still(number, target):
    command = f"ffmpeg -loglevel error -y -f rawvideo -pix_fmt rgb24 -s {WIDTH}x{HEIGHT} -i - -frames:v 1 {target}"
    subprocess.run(command.split(), input=frame(number).tobytes(), check=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        still(int(sys.argv[1]), sys.argv[2])
    else:
        encode(Path(__file__).resolve().parent.parent / "src/main/resources/clips/demo.mp4")
