"""The door: arguments in, an exit code out, one clear line when something is refused, never a traceback.

Exit codes: 0 done, 1 refused, 2 usage, 3 the store cannot be read or written, 130 on ctrl+c (DESIGN section 10).
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from followup.cli.arguments import Parsed, parse
from followup.cli.call import Call, hush, standard
from followup.core.clean import shown
from followup.errors import FollowupError

INTERRUPTED = 130
BROKEN = 3


def entry() -> NoReturn:
    """The console script."""
    # A command is over before garbage matters: a tenth of what `add` may cost. What stays on enables it again.
    gc.disable()
    sys.excepthook = _unforeseen
    out, err, stdin = standard()
    try:
        code = main(sys.argv[1:], out, err, stdin)
        out.flush()
    except BrokenPipeError:
        hush()
        code = 0
    except OSError as error:
        hush()
        _complain(err, f"the output cannot be written: {error.strerror}")
        code = BROKEN
    except KeyboardInterrupt:
        code = INTERRUPTED
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process. Tearing the interpreter down costs another tenth, and only Textual leaves work for it."""
    if "textual" in sys.modules:
        sys.exit(code)
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _complain(err: TextIO, message: str, hint: str = "") -> None:
    """One clear line and a hint. Where nobody can read it the exit code has to do."""
    with suppress(OSError):
        err.write(f"followup: {shown(message)}\n" + (f"  {shown(hint)}\n" if hint else ""))


def _unforeseen(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """What nothing else has caught, in one line; FOLLOWUP_TRACEBACK=1 shows where it came from."""
    if os.environ.get("FOLLOWUP_TRACEBACK"):
        sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
        return
    message = f"this should not have happened: {kind.__name__}: {error}"
    _complain(sys.stderr, message, "what was saved is safe; FOLLOWUP_TRACEBACK=1 shows where it comes from")


def main(
    argv: Sequence[str], out: TextIO | None = None, err: TextIO | None = None, stdin: TextIO | None = None
) -> int:
    """Run one command. Lets BrokenPipeError through to the caller, who owns the pipe."""
    out, err, stdin = out or sys.stdout, err or sys.stderr, stdin or sys.stdin
    try:
        return _run(parse(argv), out, err, stdin)
    except FollowupError as error:
        _complain(err, error.message, error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        # Whatever the store does not explain itself: a full disk under the output, a folder that went away.
        _complain(err, f"{error.filename or 'the output cannot be written'}: {error.strerror or error}")
        return BROKEN


def _run(parsed: Parsed, out: TextIO, err: TextIO, stdin: TextIO) -> int:
    if "version" in parsed.options:
        from followup import __version__

        out.write(f"followup {__version__}\n")
        return 0
    if "help" in parsed.options:
        return _help(parsed, out)
    call = Call(parsed, out, err, stdin)
    try:
        code = _function(parsed.command.does)(call)
        call.upkeep()
        return code
    finally:
        call.close()


def _help(parsed: Parsed, out: TextIO) -> int:
    from followup.cli.commands import overview, usage

    name = parsed.command.name
    out.write(f"{usage(parsed.command)}\n  {parsed.command.line}\n" if name else f"{overview()}\n")
    return 0


def _function(does: str) -> Callable[[Call], int]:
    from importlib import import_module

    module, _, name = does.partition(".")
    found: Callable[[Call], int] = getattr(import_module(f"followup.cli.{module}"), name)
    return found
