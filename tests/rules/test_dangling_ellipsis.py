"""F405: a claim that ends on dots or on a link to the rest."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
The council of Port Ellery approved the sea wall on Monday after a long debate.
And then the harbour master went quiet...
The mayor was not sure what to say …
"""

FLAGGED = [
    "The council approved the sea wall⟦...⟧",
    "The council approved the sea wall after⟦…⟧",
    "The council approved the sea wall ⟦…⟧",
    "The council approved the sea wall ⟦[...]⟧",
    "The council approved the sea wall ⟦[…]⟧",
    "The council approved the sea wall ⟦(...)⟧",
    "The council approved the sea wall. ⟦(more)⟧",
    "The council approved the sea wall. ⟦Read more⟧",
    "The council approved the sea wall. ⟦Read more...⟧",
    "The council approved the sea wall. ⟦Continue reading →⟧",
    "The council approved the sea wall. ⟦[Read more]⟧",
    "- The council approved the sea wall⟦...⟧\n- The wall is new.",
    "The wall is new. ⟦Read the full story⟧",
    "- The wall is new. ⟦Continue reading⟧\n- The gate is old.",
]

CLEAN = [
    "The council approved the sea wall.",
    "The council approved … the sea wall.",
    "The council approved the sea wall... after a debate.",
    "The council approved “the wall [...] after a debate.”",
    "The mayor said “I do not know what to say…”",
    'The mayor said "I do not know what to say..."',
    # As it stands in the source.
    "The harbour master went quiet...",
    "The harbour master went quiet …",
    "The mayor was not sure what to say...",
    # The words as words.
    "The council wants to read more.",
    "The council asked for more.",
    "The harbour master told the town to continue reading.",
    "The wall will cost more",
    "The children learn to read on.",
    # A link on a line of its own is page furniture.
    "The wall is new.\n\nRead more",
    # Headlines and a row of dots that parts two texts.
    "# The council approved the sea wall...\n\nThe wall is new.",
    "The wall is new.\n\n...\n\nThe gate is old.",
    "---\nlanguage: de\n---\n\nDer Rat hat den neuen Deich genehmigt. Read more",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F405", story, SOURCE):
        assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F405", story, SOURCE)


def test_messages_say_what_the_mark_is() -> None:
    (dots,) = check("F405", "The council approved the sea wall ⟦…⟧", SOURCE)
    (link,) = check("F405", "The council approved the sea wall. ⟦Read more⟧", SOURCE)
    assert dots.message == 'the text ends on "…" and not where its sentence does'
    assert link.message == 'the text ends on "Read more", a link to its rest'
