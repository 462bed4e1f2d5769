"""Small invented pairs for the tests of the operators that deal with what people say."""

from __future__ import annotations

import random
from dataclasses import dataclass

from fidelity import Config
from fidelity.lexicon import load_lexicon
from fidelity.mutate.operator import OperatorInfo, Pair
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

SOURCE = """\
"We will open the small harbour school in June, unless the roof falls in," said Mayor Ruth Calder.

"The crane is rusty and very dangerous for the boats," said Ivan Moss.

Ann Holt said the museum should move to the old cannery before winter.

Piet Vries announced that 35 towns signed the harbour charter on Monday.
"""


@dataclass(frozen=True, slots=True)
class Planted:
    """An edit with the whole text that it makes and the words of the defect."""

    kind: str
    text: str
    defect: str
    was: str


def planted(operator: OperatorInfo, story: str, source: str = SOURCE, seeds: int = 8) -> set[Planted]:
    """Return what an operator plants in a story, over several seeds."""
    config = Config(embedder="none", judge="lexical")
    lexicon = load_lexicon("en")
    pair = Pair(
        take_apart_story(read_string(story, "story", "markdown", config), config, lexicon),
        (take_apart_source(read_string(source, "source", "text", config), config, lexicon),),
        lexicon,
    )
    found = set()
    for seed in range(seeds):
        for edit in operator.plant(pair, random.Random(seed)):
            end = len(edit.replacement) if edit.end is None else edit.end
            text = story[: edit.span.start] + edit.replacement + story[edit.span.end :]
            was = story[edit.span.start : edit.span.end]
            found.add(Planted(edit.kind, text, edit.replacement[edit.start : end], was))
    return found
