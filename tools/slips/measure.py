#!/usr/bin/env python3
"""Measures what `backread check` catches: recall by kind of slip, and findings in clean articles by rule.

    measure.py FOLDER [--program backread] [--kinds weekday,placeholder] [--every N] [--jobs N] [--missed N] [--options "--profile strict"]

FOLDER holds articles.jsonl, clean articles, and mutants.jsonl, copies of them with one slip each; README.md describes both.
A slip is caught when a finding lies on it or on its other side, or names it as a related place, and the clean text has no finding of
that rule there. Every text is checked alone, but for the pairs, whose two articles stand in one folder.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import shlex
import subprocess
import sys
import tempfile

# How many characters a finding may lie beside a slip.
NEAR = 2
FIRST, SECOND = 0, 1

Finding = collections.namedtuple("Finding", "part start end code level related")


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def edited(text, edits):
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def before_edits(span, edits):
    """Where a span of the edited text stood before; what was put in stands where it replaced something."""
    moved = []
    for at, is_end in ((span[0], False), (span[1], True)):
        shift = 0
        for start, end, words in sorted(edits):
            first, last = start + shift, start + shift + len(words)
            if at < first or (at == first and is_end):
                break
            if at < last:
                at, shift = (end if is_end else start), 0
                break
            shift += len(words) - (end - start)
        moved.append(at - shift)
    return moved[0], max(moved)


def touch(one, other, near):
    one, other = [(start, max(end, start + 1)) for start, end in (one, other)]
    return one[0] < other[1] + near and other[0] < one[1] + near


class Checker:
    """Runs the program; every text once."""

    def __init__(self, program, options):
        self.command = [program, "check", "--format", "json", "--fail-on", "never", *options]
        self.empty = tempfile.TemporaryDirectory(prefix="slips-")

    def one(self, text, ending):
        command = [*self.command, "--stdin", "--stdin-filename", f"article.{ending}"]
        return self.run(command, self.empty.name, [text], [f"article.{ending}"], text)

    def pair(self, texts, endings):
        with tempfile.TemporaryDirectory(prefix="slips-") as folder:
            names = [f"{name}.{ending}" for name, ending in zip(("first", "second"), endings)]
            for name, text in zip(names, texts):
                with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                    file.write(text)
            return self.run([*self.command, *names], folder, texts, names, "")

    def run(self, command, folder, texts, names, given):
        done = subprocess.run(command, cwd=folder, input=given.encode(), capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"exit code {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
        raw = [text.encode() for text in texts]

        def place(value):
            part = names.index(os.path.basename(value["file"]))
            at = [len(raw[part][: value[end]["offset"]].decode(errors="ignore")) for end in ("start", "end")]
            return part, at[0], at[1]

        found = []
        for value in json.loads(done.stdout):
            related = [place(other) for other in value["related"] if "start" in other]
            found.append(Finding(*place(value), value["code"], value["severity"], related))
        return found


def judged(slip, clean, flawed, edits):
    """Whether a slip was caught, and whether by a rule that is made for it."""
    part = SECOND if slip.get("kind") == "pair" else FIRST
    spots = [(part, slip["mutated"])]
    if slip.get("counterpart"):
        spots.append((FIRST, slip["counterpart"]))
    caught = made_for_it = False
    for finding in flawed:
        here = (finding.start, finding.end)
        origin = before_edits(here, edits) if finding.part == part else here
        known = (other for other in clean if (other.part, other.code) == (finding.part, finding.code))
        if any(touch(origin, (other.start, other.end), 0) for other in known):
            continue
        places = [(finding.part, here), *((where, (start, end)) for where, start, end in finding.related)]
        on = any(where == spot and touch(span, at, NEAR) for where, span in places[:1] for spot, at in spots)
        on = on or any(where == spots[0][0] and touch(span, spots[0][1], NEAR) for where, span in places[1:])
        caught |= on
        made_for_it |= on and finding.code in slip["expected_rules"]
    return caught, made_for_it


def measure(slip, articles, checker, clean_findings):
    article = articles[slip["base_id"]]
    if slip.get("kind") == "pair":
        other = slip["second"]
        if "base_id" in other:
            second = articles[other["base_id"]]
            text, ending = second["text"], second["ext"]
        else:
            text, ending = edited(article["text"], other["base_edits"]), article["ext"]
        endings = (article["ext"], ending)
        clean = checker.pair((article["text"], text), endings)
        flawed = checker.pair((article["text"], edited(text, slip["edits"])), endings)
    else:
        text = edited(article["text"], slip.get("base_edits", []))
        same = text == article["text"] and slip["ext"] == article["ext"]
        clean = clean_findings(article["id"]) if same else checker.one(text, slip["ext"])
        flawed = checker.one(edited(text, slip["edits"]), slip["ext"])
    return judged(slip, clean, flawed, slip["edits"])


def share(part, whole):
    return f"{100 * part / whole:5.0f} %" if whole else "      -"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", default="backread")
    parser.add_argument("--options", default="", help="further options of check, in one word")
    parser.add_argument("--kinds", default="", help="only these kinds of slips")
    parser.add_argument("--every", type=int, default=1, help="only every so many of each kind")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--missed", type=int, default=0, help="name so many missed slips of each kind")
    options = parser.parse_args()
    files = [os.path.join(options.folder, name) for name in ("articles.jsonl", "mutants.jsonl")]
    if not all(os.path.isfile(file) for file in files):
        sys.exit(f"no data: {options.folder} needs articles.jsonl and mutants.jsonl")
    articles = {article["id"]: article for article in lines_of(files[0])}
    kinds = collections.defaultdict(list)
    for slip in lines_of(files[1]):
        if not options.kinds or slip["type"] in options.kinds.split(","):
            kinds[slip["type"]].append(slip)
    slips = [slip for kind in kinds.values() for slip in kind[:: options.every]]
    program = os.path.abspath(options.program) if os.path.sep in options.program else options.program
    checker = Checker(program, shlex.split(options.options))
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        clean = dict(zip(articles, pool.map(lambda article: checker.one(article["text"], article["ext"]), articles.values())))
        results = list(pool.map(lambda slip: measure(slip, articles, checker, clean.get), slips))

    table = collections.defaultdict(lambda: [0, 0, 0, []])
    for slip, (caught, made_for_it) in zip(slips, results):
        for row in (table[slip["type"]], table["all"]):
            row[0] += 1
            row[1] += caught
            row[2] += made_for_it
        if not caught:
            table[slip["type"]][3].append(slip["id"])
    print(f"{'slip':26}{'slips':>7}{'caught':>8}{'recall':>9}{'by its rule':>13}")
    for kind in [*kinds, "all"]:
        count, caught, made_for_it, missed = table[kind]
        print(f"{kind:26}{count:7}{caught:8}  {share(caught, count)}  {share(made_for_it, count):>11}")
        for slip in missed[: options.missed]:
            print(f"    missed: {slip}")

    words = sum(len(article["text"].split()) for article in articles.values())
    rules = collections.Counter((finding.code, finding.level) for found in clean.values() for finding in found)
    print(f"\n{'in ' + str(len(articles)) + ' clean articles':34}{'level':13}{'findings':>9}{'in 1,000 words':>16}")
    for (code, level), count in sorted(rules.items(), key=lambda row: (-row[1], row[0])):
        print(f"{code:34}{level:13}{count:9}{1000 * count / max(words, 1):16.3f}")
    grave = sum(count for (_, level), count in rules.items() if level in ("warning", "error"))
    print(f"{'warnings and errors':47}{grave:9}{1000 * grave / max(words, 1):16.3f}")
    print(f"{'all':47}{sum(rules.values()):9}{1000 * sum(rules.values()) / max(words, 1):16.3f}")


if __name__ == "__main__":
    main()
