"""Causal Wan2.1 (StreamDiffusionV2's weights), its autoencoder, TAEHV and umt5 as graphs of a video model's folder.

The networks are written anew, from their description, with the names that the published weights have: a checkpoint loads into them
without the package that made it."""
