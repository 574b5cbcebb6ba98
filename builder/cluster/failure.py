"""What is raised where other machines, or the place where they write, refuse."""

from __future__ import annotations


class ClusterFailed(Exception):
    """Machines or stores beyond this one refused: `key` and `facts` make the sentence; what is published stays."""

    def __init__(self, key: str, **facts: str) -> None:
        """Take the key of the sentence and its facts."""
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        # an exception travels from a worker as its class and arguments, and these are named ones
        return _failed, (self.key, self.facts)


def _failed(key: str, facts: dict[str, str]) -> ClusterFailed:
    return ClusterFailed(key, **facts)
