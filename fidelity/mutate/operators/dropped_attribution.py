"""Takes the speaker off a forecast, an advice or a judgement, so that the story itself says it.

Either the story's own attribution goes ("Calder said that ..."), or a statement of the source is put
behind the story's last sentence without its speaker.

Refuses what anybody can look up: only statements with a word of forecast, advice or judgement.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.analysis.speech.sentence import SpeakerKind
from fidelity.analysis.speech.speakers import claim_speech
from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.said import appended, reported_statements
from fidelity.text.words import words

# Words that must be left.
LEAST = 6


@operator("dropped-attribution", rule="F203")
def dropped_attribution(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Drop each attribution of the story that leads its sentence, and one of the source."""
    cues = pair.lexicon.outlook.words if pair.lexicon.outlook else frozenset()
    for claim in pair.story.heads:
        said = claim_speech(claim, pair.analysed.texts)
        own = [item for item in said.statements if item.sentence == len(said.masked) - 1]
        if len(own) != 1 or own[0].speaker.kind is not SpeakerKind.NAME or own[0].speaker.start:
            continue
        start, end = own[0].attribution.content
        rest = claim.text[start:end]
        lead = start + len(rest) - len(rest.lstrip())
        if own[0].attribution.cue[1] <= start and _judges(rest, cues) and claim.text[lead].isalpha():
            first = claim.text[lead].upper() + claim.text[lead + 1 : end]
            yield Edit(in_claim(claim, 0, end), first, kind="story")
    judged = [item.content for item in reported_statements(pair) if _judges(item.content, cues)]
    if judged:
        content = rng.choice(judged)
        sentence = content[0].upper() + content[1:]
        edit = appended(pair, sentence, 0, len(sentence), "source")
        if edit:
            yield edit


def _judges(text: str, cues: frozenset[str]) -> bool:
    inside = words(text)
    return len(inside) >= LEAST and any(word.key in cues for word in inside)
