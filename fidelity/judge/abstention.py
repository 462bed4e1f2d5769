"""When the judge gives no probability: on a language that it was not measured on (decision 0008)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fidelity.text.language import WORD, language_name, profiles, reads_as
from fidelity.types import Source, Story

__all__ = ["reason_to_abstain"]

# Fewer letters, in any script, may be a name or a title.
LEAST_LETTERS = 20
# A text is in another language only if it has at least this many different function words that the declared
# language lacks. Single letters do not count: for "vitamin d" a short English text would be French, for a
# possessive "s" Czech.
LEAST_FUNCTION_WORDS = 4
# Of a long text about so many sentences are read, from all over it: a page in two languages shows both.
SAMPLE = 100
# The sample is cut here, for a text that is one endless sentence.
MOST_CHARACTERS = 20_000


def reason_to_abstain(story: Story, sources: Sequence[Source], measured: Collection[str] | None) -> str:
    """Say in one sentence why no claim of `story` is judged, or return "" where the claims are judged.

    A text is in its declared language, or in another one where its words are clearly that one's; where
    it is too short to tell, in the declared one. One source in a measured language is enough to judge.

    Args:
        story: Its language also chose the cue words that the judge goes by, so that one counts too.
        sources: That it is checked against.
        measured: Codes of the languages that the judge was measured on; None: it never abstains.
    """
    if measured is None:
        return ""
    spoken = story.language
    if spoken in measured:
        spoken = _language([claim.text for claim in story.heads], spoken)
    if spoken not in measured:
        return _reason(f"the story's language is {language_name(spoken)}", measured)
    heard = [
        _language([sentence.text for sentence in source.sentences], source.language) for source in sources
    ]
    if any(language in measured for language in heard):
        return ""
    whose = "source's" if len(heard) == 1 else "sources'"
    return _reason(f"the {whose} language is {', '.join(sorted(map(language_name, set(heard))))}", measured)


def _reason(cause: str, measured: Collection[str]) -> str:
    names = ", ".join(language_name(language) for language in sorted(measured))
    return (
        f"{cause}, and the judge was measured on {names} only: no claim was judged, so F101 and F102 "
        "are silent, while the other rules ran; correct the language where it is wrong, or name a model "
        "that reads it with --judge sentence-transformers:NAME_OR_PATH"
    )


def _language(texts: Sequence[str], declared: str) -> str:
    """Return the language, or the script, that the texts are clearly in, else the declared one."""
    step = -(-len(texts) // SAMPLE) or 1
    sample = " ".join(texts[::step])[:MOST_CHARACTERS]
    if sum(char.isalpha() for char in sample) < LEAST_LETTERS:
        return declared
    read = reads_as(sample, declared)
    if read in profiles():
        theirs = profiles()[read] - profiles()[declared]
        used = {word.casefold() for word in WORD.findall(sample)}
        if sum(len(word) > 1 for word in used & theirs) < LEAST_FUNCTION_WORDS:
            return declared
    return read or declared
