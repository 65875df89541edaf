#!/usr/bin/env python3
"""frames2gif.py OUT.gif {MILLISECONDS FRAME.png}...: a film of pictures, each shown so long. Needs Pillow."""
import sys
from PIL import Image

out, *rest = sys.argv[1:]
times = [int(word) for word in rest[::2]]
frames = [Image.open(name).convert("RGB").quantize(64, dither=Image.Dither.NONE) for name in rest[1::2]]
frames[0].save(out, save_all=True, append_images=frames[1:], duration=times, loop=0, optimize=True)
print(f"{out}: {len(frames)} frames, {sum(times) / 1000:.1f} s")
