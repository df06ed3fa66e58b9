"""A small causal video diffusion model: its networks, its graphs and how a stream runs through them."""
