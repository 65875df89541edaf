#!/usr/bin/env python3
"""Opens a text in Helix and reports what the editor ends up showing.

Started by helix.sh: the questions come in $PLAN (JSON, from expected.mjs), the
report goes to $REPORT (JSON); $HX and $TMUX_PROGRAM are the programs, $WORK is a
folder with the configuration in it. Helix has no interface but its screen: it
runs in tmux, which types at it and reads what it draws. The terminal is wide
enough for every line of the text.
"""
import json, os, re, shlex, subprocess, sys, time
from terminal import LIMIT, Terminal, column, settled, until, utf16

WIDTH, HEIGHT = 320, 70
work = os.environ["WORK"]
plan = json.loads(os.environ["PLAN"])
text = open(plan["file"], encoding="utf-8").read().split("\n")
report = {"editor": "Helix", "version": "?", "errors": []}


terminal = Terminal(WIDTH, HEIGHT)
screen, typed, key = terminal.screen, terminal.typed, terminal.key


def status():
    """The file, the line and the column of the status line, from 0."""
    for row in reversed(screen()):
        if found := re.search(r"(\S+)\s.*?(\d+):(\d+)\s*$", row.replace("NOR", "").replace("SEL", "")):
            return found[1], int(found[2]) - 1, int(found[3]) - 1
    return None


def close():
    """Closes whatever is open; Escape and the next key must not read as one."""
    key("Escape")
    time.sleep(0.3)
    until(10, lambda: not any("╭" in row or "┌" in row for row in screen()))


def go(line, column):
    typed(f"{line + 1}gg")
    typed("gh")
    if column:
        typed(f"{column}l")
    typed(";")
    if not until(20, lambda: (status() or (0,))[1:] == (line, column)):
        raise RuntimeError(f"the cursor is at {status()}, not at {line}:{column}")


def picker(*keys):
    """The rows of a list that Helix opens, as a table."""
    typed("".join(keys))

    def rows():
        drawn = screen()
        top = next((at for at, row in enumerate(drawn) if re.search(r"\d+/\d+", row) and "│" in row), None)
        if top is None:
            return None
        count = int(re.search(r"(\d+)/(\d+)", drawn[top])[2])
        inside = [re.split("│", row)[1] for row in drawn[top:] if row.count("│") >= 2]
        return count and (count, inside)

    count, inside = settled(rows) or (0, [])
    close()
    head = next((at for at, row in enumerate(inside) if at and not row.strip(" ─")), 0) + 1
    names = list(re.finditer(r"\S+", inside[head])) if len(inside) > head else []
    edges = [name.start() for name in names] + [None]
    table = [{name[0]: row[a:b].strip() for name, a, b in zip(names, edges, edges[1:])} for row in inside[head + 1 :] if row.strip()]
    return count, table


def diagnostics():
    settled(lambda: [at for at, row in enumerate(screen()) if row.strip().startswith("●")], 0.8)
    rows = picker(" ", "d")[1]
    go(0, 0)
    found, drawn = [], screen()
    for _ in rows:
        before = status()
        typed("]d")
        until(20, lambda: status() != before)
        _, line, last = status()
        key("M-;")  # the other end of what ]d has selected
        until(5, lambda: status()[1:] != (line, last))
        _, first_line, first = status()
        key("M-;")
        until(5, lambda: status()[1:] == (line, last))
        # The list is by severity; the line itself says whose place this is.
        shown = next(line for line in drawn if line.split()[1:2] == [str(first_line + 1)] or line.split()[:1] == [str(first_line + 1)])
        row = next(row for row in rows if shown.rstrip().endswith(row["message"]))
        found.append({
            "line": first_line, "character": utf16(text[first_line], first), "end_line": line, "end_character": utf16(text[line], last + 1),
            "severity": {"info": "information", "warn": "warning"}.get(row["severity"].lower(), row["severity"].lower()),
            "code": row["code"], "source": row["source"], "message": row["message"],
        })
    return found


def hints():
    """What a drawn line has more than the line of the file."""
    def drawn():
        rows = {}
        for row in screen():
            if number := re.match(r"\s*●?\s*(\d+)  ", row):
                rows[int(number[1]) - 1] = row[number.end():]
        found = []
        for line, source in enumerate(text):
            row, at, i = rows.get(line, ""), 0, 0
            while i < len(source):
                more = 0
                if row[at : at + 1] != source[i]:
                    more = next((n for n in range(1, 40) if row[at + n : at + n + 6] == source[i : i + 6]), None)
                    if more is None:
                        break
                    more_text, here = row[at : at + more], i
                    if more_text.endswith(" ") and source[i - 1] == " ":  # the space may be either's
                        here -= 1
                    found.append({"line": line, "character": utf16(source, here), "label": more_text.strip()})
                at, i = at + more + 1, i + 1
        return found

    return settled(drawn)


def hover(place):
    line, at = place[0], column(text[place[0]], place[1])
    go(line, at)
    before = screen()
    typed(" k")
    after = settled(lambda: (now := screen()) != before and now, seconds=20) or before
    rows = []
    for old, new in zip(before, after):
        if old != new and not re.search(r"\d+:\d+\s*$", new):
            at = next(n for n in range(len(new)) if n >= len(old) or old[n] != new[n])
            rows.append(re.split(r"[│╮╯]", new[at:])[0].strip())
    close()
    return "\n".join(row for row in rows if row)


def definition(place):
    at = (place[0], column(text[place[0]], place[1]))
    go(*at)
    typed("gd")
    until(20, lambda: (status() or (0, *at))[1:] != at)
    name, line, to = status()
    return {"file": name, "line": line, "character": utf16(text[line], to)}


def references(place):
    go(place[0], column(text[place[0]], place[1]))
    return picker("gr")[0]


def attempt(name, ask, *of):
    try:
        return ask(*of)
    except Exception as error:  # noqa: BLE001
        report["errors"].append(f"{name}: {error!r}\n" + "\n".join(row for row in screen() if row.strip()))


try:
    report["version"] = subprocess.run([os.environ["HX"], "--version"], capture_output=True, text=True).stdout.split()[1]
    command = ["timeout", "-k", "5", "300", os.environ["HX"], "-v", "--log", f"{work}/hx.log", plan["file"]]
    terminal.start(os.path.dirname(plan["file"]), shlex.join(command))
    if not until(LIMIT, lambda: any(text[0] in row for row in screen()) and status()):
        raise RuntimeError("Helix does not show the text")
    report["diagnostics"] = attempt("diagnostics", diagnostics)
    attempt("to the start", go, 0, 0)
    report["inlay_hints"] = attempt("inlay hints", hints)
    report["symbols"] = attempt("symbols", lambda: [row["name"] for row in picker(" ", "s")[1]])
    for name, ask in (("hovers", hover), ("definitions", definition), ("references", references)):
        report[name] = [attempt(name, ask, place) for place in plan[name]]
except Exception as error:  # noqa: BLE001
    report["errors"].append(repr(error))
finally:
    json.dump(report, open(os.environ["REPORT"], "w", encoding="utf-8"), ensure_ascii=False)
    key("Escape")
    typed(":q!")
    key("Enter")
    terminal.end()
sys.exit(bool(report["errors"]))
