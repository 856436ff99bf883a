"""A program on a terminal of its own, as a person has it before them."""

import os
import pathlib
import pty
import select
import time


class Terminal:
    """Starts `command` in `folder`; `seen` is everything it showed."""

    def __init__(
        self, folder: pathlib.Path, command: list[str], environment: dict[str, str]
    ) -> None:
        self.seen = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)

    def wait_for(self, text: str) -> str:
        """Reads until `text` was shown; what was shown since the last call."""
        start, deadline = len(self.seen), time.monotonic() + 60
        while text not in self.seen[start:]:
            assert time.monotonic() < deadline, f"waiting for {text!r}, seen: {self.seen!r}"
            assert self.read(), f"ended before {text!r}, seen: {self.seen!r}"
        return self.seen[start:]

    def read(self) -> bool:
        if not select.select([self.fd], [], [], 1)[0]:
            return True
        try:
            more = os.read(self.fd, 65536)
        except OSError:  # the other side is closed
            return False
        self.seen += more.decode()
        return bool(more)

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def end(self) -> int:
        """Its exit code, after everything was shown."""
        deadline = time.monotonic() + 60
        while self.read():
            assert time.monotonic() < deadline, f"waiting for its end, seen: {self.seen!r}"
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
