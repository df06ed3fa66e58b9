"""What can be wrong with what the user gave."""


class ModelError(Exception):
    """Something about a checkpoint or a LoRA that the user has to change, in one line."""


def first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
