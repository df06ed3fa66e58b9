#!/usr/bin/env python3
"""Makes a tar file of training crops smaller, by quality first and by leaving some out, so that it may travel.

    python3 pack_photos.py photos.tar small.tar --mib 18
"""
import argparse
import io
import tarfile

import cv2
import numpy as np

QUALITIES = (90, 82, 74)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source"), parser.add_argument("out")
    parser.add_argument("--mib", type=float, default=18)
    a = parser.parse_args()
    with tarfile.open(a.source) as tar:
        photos = {m.name: tar.extractfile(m).read() for m in tar.getmembers() if m.isfile()}
    for quality in QUALITIES:
        coded = {name: code(photo, quality) for name, photo in photos.items()}
        if total(coded) <= a.mib * 2**20:
            break
    order = list(coded)
    np.random.default_rng(0).shuffle(order)
    while total(coded) > a.mib * 2**20:
        del coded[order.pop()]
    with tarfile.open(a.out, "w") as tar:
        for name, photo in coded.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(photo)
            tar.addfile(entry, io.BytesIO(photo))
    print(f"{len(coded)} of {len(photos)} photos at quality {quality}: {total(coded) / 2**20:.1f} MiB")


def code(photo: bytes, quality: int) -> bytes:
    """Coded anew if that makes it smaller."""
    picture = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    done, again = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return again.tobytes() if done and len(again) < len(photo) else photo


def total(photos: dict[str, bytes]) -> int:
    """Bytes in a tar file."""
    return sum(512 + -(-len(photo) // 512) * 512 for photo in photos.values())


if __name__ == "__main__":
    main()
