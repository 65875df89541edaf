#!/usr/bin/env python3
"""Opens a text in Kakoune and reports what the editor ends up holding.

Started by kakoune.sh: the questions come in $PLAN (JSON, from expected.mjs), the
report goes to $REPORT (JSON); $KAK and $TMUX_PROGRAM are the programs, $WORK is a
folder with the configuration in it. Kakoune runs in tmux and is asked over the
socket of its session: its options hold what kakoune-lsp has put there, and its
lists are buffers.
"""
import json, os, re, shlex, subprocess, sys
from terminal import LIMIT, Terminal, column, settled, until, utf16

SESSION = "backread"
work = os.environ["WORK"]
plan = json.loads(os.environ["PLAN"])
file = plan["file"]
text = open(file, encoding="utf-8").read().split("\n")
report = {"editor": "Kakoune", "version": "?", "errors": []}
terminal = Terminal(200, 60)


def run(commands):
    """Runs commands in the one window."""
    script = f"evaluate-commands -client client0 %§{commands}§"
    subprocess.run([os.environ["KAK"], "-p", SESSION], input=script, text=True, timeout=20, check=True)


def ask(words):
    """What an expansion is, as a list."""
    answer = f"{work}/answer"
    if os.path.exists(answer):
        os.remove(answer)
    run(f"echo -quoting shell -to-file {answer}.part {words}; nop %sh{{ mv {answer}.part {answer} }}")
    if not until(10, lambda: os.path.exists(answer)):
        raise RuntimeError(f"no answer to {words}")
    return shlex.split(open(answer, encoding="utf-8").read())


def in_characters(line, byte):
    return len(text[line].encode()[:byte].decode(errors="ignore"))


def units(line, byte):
    return utf16(text[line], in_characters(line, byte))


def back():
    run(f"edit {file}")


def go(place):
    line, byte = place[0], len(text[place[0]][: column(text[place[0]], place[1])].encode())
    run(f"edit {file}; select {line + 1}.{byte + 1},{line + 1}.{byte + 1}")


def listed(command, buffer):
    """The lines of a list that a command opens in a buffer of its own."""
    run(f"try %{{ delete-buffer {buffer} }}; {command}")
    lines = settled(lambda: ask("%val{bufname}")[0] == buffer and buffer_lines(), seconds=20) or []
    back()
    return lines


def buffer_lines():
    kept = f"{work}/buffer"
    run(f"execute-keys -draft '%<a-|>cat > {kept}<ret>'")
    ask("%val{bufname}")  # by now it is written
    return [line.strip() for line in open(kept, encoding="utf-8").read().strip().split("\n") if line.strip()]


def diagnostics():
    """The places are in an option, the words in a list; both are in the order of the text."""
    def spans():
        found = []
        for one in ask("%opt{lsp_inline_diagnostics}")[1:]:
            at = re.match(r"(\d+)\.(\d+),(\d+)\.(\d+)\|", one)
            found.append([int(n) for n in at.groups()])
        return sorted(found)

    places = settled(spans) or []
    rows = listed("lsp-diagnostics", "*diagnostics*")
    if len(rows) != len(places):
        raise RuntimeError(f"{len(places)} places for {rows}")
    found = []
    for (line, byte, end_line, end), row in zip(places, rows):
        name, severity, source, code, message = re.match(r"(.*?): \[(\w+)\](?:\[\w+\])?\[(\w+)\]\[([a-z-]+)\] (.*)", row).groups()
        if name != f"{os.path.basename(file)}:{line}:{byte}":
            raise RuntimeError(f"{name} is not {line}:{byte}")
        found.append({
            "line": line - 1, "character": units(line - 1, byte - 1), "end_line": end_line - 1, "end_character": units(end_line - 1, end),
            "severity": {"info": "information"}.get(severity, severity),
            "code": code, "source": source, "message": message.split(" -- Description: ")[0],
        })
    return found


def hints():
    def drawn():
        found = []
        for one in ask("%opt{lsp_inlay_hints}")[1:]:
            line, byte, label = re.match(r"(\d+)\.(\d+)\+0\|(.*)", one).groups()
            label = re.sub(r"\{[^}]*\}", "", label).strip()
            found.append({"line": int(line) - 1, "character": units(int(line) - 1, int(byte) - 1), "label": label})
        return found

    return settled(drawn, seconds=20) or []


def attempt(name, ask, *of):
    try:
        return ask(*of)
    except Exception as error:  # noqa: BLE001
        report["errors"].append(f"{name}: {error!r}\n" + "\n".join(row for row in terminal.screen() if row.strip()))


def hover(place):
    go(place)
    lines = listed("lsp-hover-buffer", "*hover*")
    # It shows what is found there in the same buffer.
    return "\n".join(lines[: lines.index("## Diagnostics")] if "## Diagnostics" in lines else lines)


def definition(place):
    go(place)
    before = ask("%val{buffile} %val{selection_desc}")
    run("lsp-definition")
    after = until(20, lambda: (now := ask("%val{buffile} %val{selection_desc}")) != before and now) or before
    line, byte = min(tuple(int(n) for n in end.split(".")) for end in after[1].split(","))
    return {"file": after[0], "line": line - 1, "character": units(line - 1, byte - 1)}


def references(place):
    go(place)
    return len(listed("lsp-references", "*goto*"))


try:
    # Debian's Kakoune does not know its own version.
    report["version"] = "with kakoune-lsp " + subprocess.run(["kak-lsp", "--version"], capture_output=True, text=True).stdout.strip()
    terminal.start(os.path.dirname(file), shlex.join(["timeout", "-k", "5", "200", os.environ["KAK"], "-s", SESSION, file]))
    if not until(LIMIT, lambda: any(text[0] in row for row in terminal.screen())):
        raise RuntimeError("Kakoune does not show the text")
    report["diagnostics"] = attempt("diagnostics", diagnostics)
    report["inlay_hints"] = attempt("inlay hints", hints)
    report["symbols"] = attempt("symbols", lambda: listed("lsp-document-symbol", "*goto*"))
    for name, asked in (("hovers", hover), ("definitions", definition), ("references", references)):
        report[name] = [attempt(name, asked, place) for place in plan[name]]
except Exception as error:  # noqa: BLE001
    report["errors"].append(repr(error))
finally:
    json.dump(report, open(os.environ["REPORT"], "w", encoding="utf-8"), ensure_ascii=False)
    try:
        run("lsp-exit; quit!")
    except Exception:  # noqa: BLE001
        pass
    terminal.end()
sys.exit(bool(report["errors"]))
