"""Make `fidelity/lexicon/words/en.opposites.txt`: common words that WordNet gives as opposites.

    python -m benchmarks.opposites --wordnet DIR

DIR is the folder with `data.verb`, `data.noun`, `data.adj` and `data.adv` of Debian's wordnet-base.
A pair is kept where both words are common (Zipf frequency, by the package wordfreq, which only this
script needs) and neither is on the list below: those are opposites in a dictionary, but in the news
two names, two sides of one event, or mostly used in another sense. A synonym of an opposite counts
where that is its main sense. Adjectives bring their comparatives along.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "fidelity" / "lexicon" / "words" / "en.opposites.txt"
# How common both words must be: 3.3 is twice in a million words.
LEAST = 3.3
# ... and how common the comparatives that are put in beside a pair of adjectives.
LEAST_COMPARED = 3.3
DOUBLED = re.compile(r".*[^aeiou][aeiou][^aeiouwxyh]")
PARTS = {"verb": "verb", "noun": "word", "adj": "word", "adv": "word"}
# WordNet's files of nouns for persons, times, animals and bodies: two of them are two things.
LEFT_OUT_FILES = frozenset({"05", "08", "18", "28"})
# Kin and the sexes' nouns, places in a row, times of day, sides, and what two sides of one event do; then
# words whose main use is another one than WordNet's opposite has in mind.
LEFT_OUT = frozenset(
    """
    man woman boy girl men women masculine feminine manly womanly
    second next previous following preceding precede follow predecessor successor middle
    day night morning evening today tomorrow yesterday daily nightly
    left right front back top bottom head tail foot up down on off in out here there forward backward
    buy sell buying selling give take come go bring send ask answer teach learn arrive depart
    lend borrow push pull prosecute prosecution credit debit retail ride walk sit stand sitting standing
    seated
    always never sometimes all some both one zero have part
    black white red blue body mind heaven hell god devil
    adjective anal aft alas altogether background better botany bounce bulk cheer comfy conventional elaborate
    correspond deficit discord elected employ erect express fauna feature figure flat flora found frequent
    goodness ground hold husband integrating knowingly licking lighting location lyric match medical midi
    misconduct multiply natural persistent plain plus quit shed slim soil source spotlight studio tally
    topless underage weary yang yin
    """.split()
)


def pairs(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Yield the antonyms of one part of speech, each way round.

    What WordNet has as a synonym of an antonym counts where it is the word's main sense.
    """
    senses = dict(_senses(folder, part))
    rows: dict[str, tuple[list[str], list[tuple[str, int, int]]]] = {}
    for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
        if line.startswith("  ") or (part == "noun" and line.split(" ", 2)[1] in LEFT_OUT_FILES):
            continue
        fields = line.partition(" | ")[0].split()
        count = int(fields[3], 16)
        lemmas = [fields[4 + 2 * number].partition("(")[0] for number in range(count)]
        at = 4 + 2 * count
        pointers = [fields[at + 1 + 4 * number :][:4] for number in range(int(fields[at]))]
        rows[fields[0]] = (
            lemmas,
            [(there, *divmod(int(way, 16), 256)) for kind, there, _, way in pointers if kind == "!"],
        )
    for here, (lemmas, antonyms) in rows.items():
        for there, mine, theirs in antonyms:
            if there in rows:
                own = [w for n, w in enumerate(lemmas, 1) if n == mine or senses.get(w) == here]
                other = [w for n, w in enumerate(rows[there][0], 1) if n == theirs or senses.get(w) == there]
                yield from ((left, right) for left in own for right in other)


def _senses(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the place of its main sense."""
    for line in (folder / f"index.{part}").read_text("utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            yield fields[0], fields[6 + int(fields[3])]


def compared(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield the comparatives and superlatives of a pair of short adjectives, as far as they are regular."""
    for ending in ("er", "est"):
        yield _compared(left, ending), _compared(right, ending)


def _compared(word: str, ending: str) -> str:
    if word.endswith("e"):
        return word[:-1] + ending
    if word.endswith("y"):
        return f"{word[:-1]}i{ending}"
    # "bigger", but "cooler" and "newer".
    doubled = DOUBLED.fullmatch(word)
    return f"{word}{word[-1] if doubled else ''}{ending}"


def common(folder: Path, zipf: Callable[[str, str], float]) -> list[tuple[str, str, str]]:
    """Return the pairs of common words, sorted, with the kind of word: "verb" or "word"."""
    shared: set[tuple[str, str, str]] = set()
    for part, kind in PARTS.items():
        for left, right in pairs(folder, part):
            more = list(compared(left, right)) if part == "adj" else []
            for number, (one, two) in enumerate([(left, right), *more]):
                least = LEAST_COMPARED if number else LEAST
                if {left, right} & LEFT_OUT or not (one.isalpha() and two.isalpha()):
                    continue
                if min(zipf(one, "en"), zipf(two, "en")) >= least:
                    shared.add((kind, *sorted((one.lower(), two.lower()))))
    return sorted(shared)


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True)
    rows = common(parser.parse_args().wordnet, importlib.import_module("wordfreq").zipf_frequency)
    OUT.write_text("".join(f"{' '.join(row)}\n" for row in rows), "utf-8")
    print(f"{OUT.name}: {len(rows)} pairs")


if __name__ == "__main__":
    main()
