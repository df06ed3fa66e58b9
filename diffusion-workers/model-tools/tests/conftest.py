import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import pytest  # noqa: E402


@pytest.fixture(scope="session")
def networks():
    """Autoencoder and transformer of the small video model."""
    import small_video

    return small_video.networks()


@pytest.fixture(scope="session")
def exported(networks, tmp_path_factory):
    """The small video model's folder."""
    import small_video
    from brushcast_models.video import folder

    out = str(tmp_path_factory.mktemp("video") / "model")
    errors = folder.write(out, *networks, small_video.BUILTIN)
    assert max(errors.values()) < 1e-4  # at two sizes beside the one that was traced
    return out
