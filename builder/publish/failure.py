"""What is raised where the outside world refuses to take a site."""

from __future__ import annotations


class PublishFailed(Exception):
    """The outside world refused: `what` happened `where`; the published site is as it was."""

    def __init__(self, key: str, where: str, detail: str) -> None:
        """Take the key of the sentence, the path, and the words of the system."""
        super().__init__(key, where, detail)
        self.key = key
        self.where = where
        self.detail = detail
