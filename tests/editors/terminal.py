"""A terminal without a screen: tmux, which types at a program and reads what it draws."""
import os, subprocess, time

LIMIT = 60


class Terminal:
    """One program in tmux: $TMUX_PROGRAM, its socket in $WORK."""

    def __init__(self, width, height):
        self.size = ["-x", str(width), "-y", str(height)]

    def tmux(self, *words):
        words = [word[:-1] + "\\;" if word.endswith(";") else word for word in words]  # a last ; would be tmux's own
        command = [os.environ["TMUX_PROGRAM"], "-S", os.environ["WORK"] + "/tmux", "-f", "/dev/null", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=30, env={**os.environ, "TERM": "dumb"}).stdout

    def start(self, folder, command):
        self.tmux("new-session", "-d", "-c", folder, *self.size, command)

    def screen(self):
        return self.tmux("capture-pane", "-p").split("\n")

    def typed(self, words):
        self.tmux("send-keys", "-l", words)

    def key(self, *names):
        self.tmux("send-keys", *names)

    def end(self):
        """Waits for the program to end, then ends tmux."""
        until(5, lambda: not self.tmux("list-sessions"))
        self.tmux("kill-server")


def until(seconds, ask):
    end = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def settled(ask, rest=0.5, seconds=LIMIT):
    """Waits until an answer is there and has stayed the same for a while."""
    last, since = None, time.monotonic()

    def same():
        nonlocal last, since
        now = ask()
        if now != last:
            last, since = now, time.monotonic()
        return now and time.monotonic() - since > rest

    until(seconds, same)
    return last


def utf16(line, column):
    """The UTF-16 units before a column of a line, both of characters from 0."""
    return len(line[:column].encode("utf-16-le")) // 2


def column(line, units):
    return len(line.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))
