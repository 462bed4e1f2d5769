"""Make `fidelity/lexicon/words/en.txt.gz`: which English words there are, and which are adjectives alone.

    python -m benchmarks.english_words --scowl american-english british-english --wordnet DIR

The two word lists are those of Debian's packages wamerican and wbritish (SCOWL); DIR is the folder
with `cntlist.rev` and `index.noun` of its package wordnet-base. Names (words in upper case) are left
out. An adjective is marked with `*` where WordNet's tagged texts use the word as one, and never as
a noun or a verb; one that WordNet has as a noun too must be tagged often.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "fidelity" / "lexicon" / "words" / "en.txt.gz"
# The kinds of a WordNet sense key: `lemma%kind:...`.
ADJECTIVE, NOUN, VERB = frozenset("35"), frozenset("1"), frozenset("2")
# So often at least a word must have been tagged as an adjective.
LEAST_TAGGED = 2
# ... and so often one that the dictionary has as a noun too: "large", not "antique".
LEAST_OF_NOUNS = 15


def words(files: Iterable[Path]) -> set[str]:
    """Return the words of the lists in lower case that are no names, without possessives."""
    lines = {line.strip() for file in files for line in file.read_text("utf-8").splitlines()}
    return {word for word in lines if len(word) > 1 and word.isalpha() and word.islower()}


def adjectives(wordnet: Path) -> set[str]:
    """Return the words that tagged texts use as adjectives and never as nouns or verbs."""
    tagged: Counter[tuple[str, str]] = Counter()
    for line in (wordnet / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, count = line.split()
        lemma, _, kind = key.partition("%")
        tagged[lemma, kind[0]] += int(count)
    nouns = {line.split(" ", 1)[0] for line in (wordnet / "index.noun").read_text("utf-8").splitlines()}
    lemmas = {lemma for lemma, _ in tagged}
    return {
        lemma
        for lemma in lemmas
        if sum(tagged[lemma, kind] for kind in ADJECTIVE)
        >= (LEAST_OF_NOUNS if lemma in nouns else LEAST_TAGGED)
        and not any(tagged[lemma, kind] for kind in NOUN | VERB)
    }


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--scowl", type=Path, nargs="+", required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    args = parser.parse_args()
    listed, alone = words(args.scowl), adjectives(args.wordnet)
    lines = [word + "*" * (word in alone) for word in sorted(listed)]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), 9, mtime=0))
    print(f"{OUT.name}: {len(listed)} words, {len(listed & alone)} of them adjectives alone")


if __name__ == "__main__":
    main()
