"""The vectors of some claims stay what they were when the judge was fitted.

After a new fit, and only then, `PYTHONPATH=. python tests/judge/test_golden_features.py` writes them anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import fidelity
from fidelity import Config
from fidelity.align import FusedAligner
from fidelity.judge import make_judge
from fidelity.judge.features import FEATURES, features
from fidelity.judge.model import KINDS, load_stack
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

GOLDEN = Path(__file__).with_name("golden_features.json")
RENEWED = (
    "what the judge was fitted on has changed: give it back as it was; the golden file is renewed only in "
    "the commit that fits the judge anew"
)
# Sums of 32-bit floats differ in the last places from processor to processor; a changed word does more.
CLOSE = 1e-6

SOURCES = (
    """\
The council of Port Ellery approved the new sea wall on Monday by nine votes to four.
Mayor Ruth Calder said the wall will cost 4.2 million crowns, of which the European Union pays half.
The old lighthouse on Gull Rock was sold to a hotel group from Norway for $1.3 bn in 2019.
The ferry to Sandholm will not run on Sundays, but every hour from June.
The harbour school closed its north wing because the roof leaks.
Prices in the harbour rose by twenty-four percent, and the cannery will hire 40 workers before summer.
""",
    """\
"We did not ask for a second wall," said Ines Okafor, who leads the Wetland Protection League.
Fishermen from the United Kingdom rejected the plan; they have never been heard, she told the council.
""",
)
CLAIMS = (
    "The council of Port Ellery approved the new sea wall on Monday by nine votes to four.",
    "The council of Port Ellery rejected the new sea wall on Tuesday.",
    "The wall costs 4,200,000 crowns, half of it paid by the EU.",
    "The wall will cost 42 million crowns.",
    "A hotel group from Norway bought the lighthouse on Gull Rock for 1.3 billion dollars.",
    "The ferry to Sandholm will run on Sundays.",
    "The harbour school did not close its north wing.",
    "Prices in the harbour fell by 24 percent, and the cannery will hire forty workers.",
    "British fishermen have been heard by the council, the WPL says.",
    "Ruth Calder leads the Wetland Protection League and opened a bakery in Carrow.",
    "It was sold.",
    "An opera about pancakes was praised by critics in Vienna and Graz.",
)


def measured() -> dict[str, object]:
    """Return the vectors, and hashes of the words and fits that they go with."""
    config, lexicon = Config(), load_lexicon("en")
    sources = [
        take_apart_source(read_string(text, "source", "text", config), config, lexicon) for text in SOURCES
    ]
    vectors = {}
    for claim in CLAIMS:
        story = take_apart_story(read_string(claim, "story", "text", config), config, lexicon)
        alignments = FusedAligner(lexicon, None).align(story.heads, sources)
        (vector,) = features(alignments, sources, lexicon.judge)
        vectors[claim] = dict(zip(FEATURES, vector.tolist(), strict=True))
    return {
        "words": lexicon.judge.sha256,
        "fits": {kind: load_stack(kind).sha256 for kind in KINDS},
        "vectors": vectors,
    }


NOW, THEN = measured(), json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else {}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_vector_is_what_it_was(claim: str) -> None:
    now, then = NOW["vectors"][claim], THEN["vectors"][claim]  # type: ignore[index]
    assert now == pytest.approx(then, rel=CLOSE, abs=CLOSE), RENEWED


def test_the_claims_are_those_of_the_file() -> None:
    assert list(THEN["vectors"]) == list(CLAIMS), RENEWED


def test_the_words_are_those_of_the_fit() -> None:
    assert NOW["words"] == THEN["words"], RENEWED
    assert NOW["fits"] == THEN["fits"], "a new fit: renew the golden vectors in the same commit"


def test_every_feature_is_seen_to_vary() -> None:
    """Else it could change unseen; cosines need an embedder, which is held elsewhere."""
    for name in FEATURES:
        values = {round(vector[name], 6) for vector in THEN["vectors"].values()}
        assert len(values) > 1 or name.startswith("cosine"), name


def test_the_judges_signature_covers_its_words() -> None:
    judge = make_judge("lexical", load_lexicon("en"), semantic=False)
    assert f"words@{THEN['words'][:12]}" in judge.signature


@pytest.mark.parametrize("folder", ["rules", "analysis", "text", "read", "mutate"])
def test_nothing_but_the_judge_goes_by_its_words(folder: str) -> None:
    """Whatever else read them could not have them changed."""
    for file in (Path(fidelity.__file__).parent / folder).rglob("*.py"):
        assert not re.search(r"lexicon\.judge\b", file.read_text("utf-8")), file


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(measured(), indent=1, ensure_ascii=False) + "\n", "utf-8")
