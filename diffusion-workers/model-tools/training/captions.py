"""Captions to train on: a style's names among subjects, quality words and words that mean nothing."""
from styles import NAMES, STYLES

SUBJECTS = ("a man,a woman,a face,a portrait,people,a crowd,a child,a dancer,a cat,a dog,a horse,a bird,animals,a fish,flowers,"
            "a flower,a tree,a forest,mountains,a landscape,the sea,a beach,a river,a lake,the sky,clouds,a sunset,a city,a street,"
            "a house,buildings,a bridge,a car,a train,a boat,a motorcycle,a room,a table,food,fruit,a cup of coffee,a computer,"
            "a hand,a garden,a castle,a robot,a person talking,a webcam video,a girl,a boy,an old man,a singer,a band,a football match,"
            "water,snow,rain,night,a desert,a field of grass,leaves,an abstract shape,a toy,books").split(",")
EXTRA = ("highly detailed,masterpiece,beautiful,high quality,best quality,trending,artistic,detailed,4k,dramatic,colourful,"
         "elegant,stylized,art,sharp,award winning").split(",")
LETTERS = "etaoinshrdlucmfwypvbgkjqxz"


def sample_caption(rng, name):
    """A random caption for a style: paraphrase [+ subject] [+ quality words] [+ an unknown word]."""
    caps = STYLES[name][1]
    c = caps[rng.integers(len(caps))]
    if name == "photo" and (c == "" or rng.random() < 0.55):
        if rng.random() < 0.75:
            return ""
        return SUBJECTS[rng.integers(len(SUBJECTS))]         # no style word -> photo
    r = rng.random()
    s = SUBJECTS[rng.integers(len(SUBJECTS))]
    if r < 0.2:
        c = f"{c} of {s}"
    elif r < 0.35:
        c = f"{s}, {c}"
    elif r < 0.42:
        c = f"{c}, {s}"
    if rng.random() < 0.15:
        e = EXTRA[rng.integers(len(EXTRA))]
        c = f"{c}, {e}" if rng.random() < 0.6 else f"{e} {c}"
    if rng.random() < 0.08:
        w = "".join(LETTERS[int(26 * rng.random() ** 1.5)] for _ in range(rng.integers(3, 8)))
        c = f"{c} {w}" if rng.random() < 0.6 else f"{w} {c}"
    return c


def corpus():
    """All text that the tokenizer is trained on."""
    out = []
    for n in NAMES:
        out += [c for c in STYLES[n][1] if c] * 6
    return out + [s for s in SUBJECTS] * 3 + [e for e in EXTRA] * 2
