"""The command line: arguments in, exit code out; the only package that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from builder.cli.arguments import parse
from builder.cli.commands import COMMANDS
from builder.cli.running import CommandFailed
from builder.cli.words import Words
from builder.cluster import ClusterFailed
from builder.export import WrongSetting
from builder.publish import PublishFailed
from builder.theme import GeneratorFailed, ShellBroken

__all__ = ["main"]

PUBLISHABLE, DATA_AT_FAULT, WRONG_USE, WORLD_FAILED = range(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 publishable, 1 data at fault, 2 wrong use, 3 the world failed."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    words = Words(options.lang)
    try:
        return COMMANDS[options.command](options, words)
    except CommandFailed as failure:
        sys.stderr.write(words.say(failure.key, **failure.facts) + "\n")
        return failure.code
    except PublishFailed as failure:
        sys.stderr.write(words.say(failure.key, where=failure.where, detail=failure.detail) + "\n")
    except WrongSetting as wrong:
        sys.stderr.write(words.say(wrong.key, written=wrong.written) + "\n")
        return WRONG_USE
    except ClusterFailed as failure:
        sys.stderr.write(words.say(failure.key, **failure.facts) + "\n")
    except (GeneratorFailed, ShellBroken) as failure:
        sys.stderr.write(words.say("generator-failed", detail=failure) + "\n")
    except BrokenPipeError:
        # who reads us has heard enough (`| head`): nothing more can be said, nor need be
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.stderr.write(words.say("interrupted") + "\n")
    return WORLD_FAILED
