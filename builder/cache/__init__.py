"""What was worked out before, kept under the digest of all it was made from: safe to delete, bounded in size.

`Cache` keeps byte strings by stage and key, `FileSegments` reads a file of named byte strings without reading all
of it, `look` tells whether a folder is as it was and `content_digest` what is in it,
`code_digest` changes with the program, `dumps` and `loads` turn values of the model into bytes and back.
"""

from builder.cache.code import code_digest
from builder.cache.inputs import Seen, content_digest, look, tree_digest
from builder.cache.pickles import Unreadable, dumps, loads
from builder.cache.segment_files import Damaged, FileSegments, write_segments
from builder.cache.store import Cache, touch

__all__ = [
    "Cache",
    "Damaged",
    "FileSegments",
    "Seen",
    "Unreadable",
    "code_digest",
    "content_digest",
    "dumps",
    "loads",
    "look",
    "touch",
    "tree_digest",
    "write_segments",
]
