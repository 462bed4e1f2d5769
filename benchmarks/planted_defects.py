"""Small functions that plant one known defect in a faithful text, for `rules.py`.

Each takes the claim, its source, a set of known words and a random generator, and returns the text
with the place of the defect, or None where the claim does not take it. They do not look at how the
rules work, so that a rule can miss.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fidelity.lexicon import load_lexicon
from fidelity.text.words import phrase_pattern

__all__ = ["PLANTERS", "Planted", "dictionary"]

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
SENTENCE = re.compile(r"[^.!?\n]+(?:\.\S[^.!?\n]*)*[.!?]")
LEAST_WORDS = 4
# Closed-class words: a text cut behind one of them has lost something.
FUNCTION = frozenset(
    """a an the and or but nor of to in on at by for from with without into onto over under between
    among during after before against about through towards is are was were be been being am has
    have had do does did will would can could shall should may might must that which who whose when
    where while because although if unless than as not its their his her our my your this these
    those very so such both either each every""".split()
)
VERB = re.compile(r"(?<= )(?:(?P<behind>was|were|is|are|has|have|had|will)(?= )|(?P<before>[a-z]{3,}ed)\b)")
HEDGES = ("reportedly", "allegedly", "purportedly", "supposedly", "apparently")
RESIDUES = (
    "{{title}}", "{% endif %}", "${name}", "%s", "%(name)s", "[object Object]", "[INSERT NAME]",
    "{summary}",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """A text with a defect at `start:end`."""

    text: str
    start: int
    end: int
    kind: str
    markup: str = "text"


Planter = Callable[[str, str, frozenset[str], random.Random], Planted | None]


def dictionary(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of `texts` in lower case: what a cut must not end on by chance."""
    return frozenset(word.lower() for text in set(texts) for word in WORD.findall(text))


def added_hedge(claim: str, source: str, _: frozenset[str], rng: random.Random) -> Planted | None:
    """Put a hearsay adverb beside the first verb of a sentence that the source states plainly."""
    lexicon = load_lexicon("en")
    cues = phrase_pattern((*lexicon.hedges["hearsay"], *lexicon.source_hedges["hearsay"], "said"))
    sentences = [found for found in SENTENCE.finditer(claim) if VERB.search(found.group())]
    if not sentences:
        return None
    sentence = rng.choice(sentences)
    found = VERB.search(sentence.group())
    assert found is not None
    asked = _content(sentence.group())
    nearest = max(SENTENCE.findall(source), key=lambda s: len(asked & _content(s)), default="")
    near = len(asked & _content(nearest)) / max(1, len(asked))
    if near < 0.6 or cues.search(nearest) or cues.search(sentence.group()):
        return None
    hedge = rng.choice(HEDGES)
    at = sentence.start() + (found.end() + 1 if found["behind"] else found.start())
    text = f"{claim[:at]}{hedge} {claim[at:]}"
    return Planted(text, at, at + len(hedge), hedge)


def truncated_sentence(claim: str, _: str, known: frozenset[str], rng: random.Random) -> Planted | None:
    """Cut the text behind a function word, or in the middle of a word."""
    kind = rng.choice(["function word", "mid-word"])
    cut = _cut(claim, kind, known, rng)
    return None if cut is None else Planted(claim[:cut], max(0, cut - 2), cut, kind)


def truncated_copy(claim: str, _: str, known: frozenset[str], rng: random.Random) -> Planted | None:
    """Put the cut beginning of a sentence as a TL;DR above the whole text."""
    claim = " ".join(claim.split())
    sentences = [found.group().strip() for found in SENTENCE.finditer(claim)]
    if re.search(r"[*_`#\[\]<>|\\&~$^]|^[-+\d]", claim) or not sentences:
        return None
    sentence = rng.choice(sentences)
    if not sentence[0].isalnum():
        return None
    inside = [
        found.start() + 2
        for found in re.finditer(r"\b[A-Z]\.(?=[A-Z])", sentence)
        if len(sentence[: found.start()].split()) >= LEAST_WORDS
    ]
    kind = "abbreviation" if inside else rng.choice(["function word", "mid-word"])
    cut = inside[0] if inside else _cut(sentence, kind, known, rng)
    if cut is None:
        return None
    head = "## TL;DR\n\n- "
    text = f"{head}{sentence[:cut]}\n\n## Summary\n\n{claim}\n"
    return Planted(text, len(head), len(head) + cut, kind, "markdown")


def doubled_punctuation(claim: str, _: str, __: frozenset[str], rng: random.Random) -> Planted | None:
    """Write a full stop or comma twice."""
    places = [found.start() for found in re.finditer(r"(?<=[a-z]{3})[.,](?=\s|$)", claim)]
    if not places:
        return None
    at = rng.choice(places)
    mark = claim[at]
    return Planted(claim[:at] + mark + claim[at:], at, at + 2, mark * 2)


def template_residue(claim: str, _: str, __: frozenset[str], rng: random.Random) -> Planted | None:
    """Leave a placeholder in a sentence, a list marker in an answer, or a title in a question."""
    claim = " ".join(claim.split())
    if re.search(r"[*_`#\[\]<>|\\&~$^]|^[-+\d]", claim):
        return None
    kind = rng.choice(["placeholder", "list marker", "raw title"])
    if kind == "placeholder":
        residue = rng.choice(RESIDUES)
        spaces = [found.end() for found in re.finditer(r"[a-z] (?=[a-z])", claim)]
        if not spaces:
            return None
        at = rng.choice(spaces)
        text = f"{claim[:at]}{residue} {claim[at:]}"
        return Planted(text, at, at + len(residue), residue, "markdown")
    if kind == "list marker":
        head = "## FAQ\n\n**Q:** What happened?\n\n**A:** "
        return Planted(f"{head}- {claim}", len(head), len(head) + 2, kind, "markdown")
    title = " ".join(claim.split()[:8]).rstrip(".,;:")
    if len(title.split()) < 5 or title.endswith("?"):
        return None
    head = f"# {title}\n\n{claim}\n\n## FAQ\n\n**Q:** What is "
    text = f"{head}{title} about?\n\n**A:** {claim}"
    return Planted(text, len(head), len(head) + len(title), kind, "markdown")


def _cut(text: str, kind: str, known: frozenset[str], rng: random.Random) -> int | None:
    found = list(WORD.finditer(text))
    places = []
    for number, word in enumerate(found):
        if number < LEAST_WORDS or number == len(found) - 1:
            continue
        if kind == "function word":
            if word.group() in FUNCTION:
                places.append(word.end())
            continue
        halves = range(word.start() + 2, word.end() - 1) if word.end() - word.start() >= 6 else ()
        places += [at for at in halves if text[word.start() : at].lower() not in known]
    return rng.choice(places) if places else None


def _content(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)} - FUNCTION


PLANTERS: dict[str, Planter] = {
    "F201": added_hedge,
    "F401": truncated_sentence,
    "F402": truncated_copy,
    "F502": doubled_punctuation,
    "F504": template_residue,
}
