"""F204: a statement or a quotation that the source gives to somebody else."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
Mayor Ruth Calder announced that 35 towns signed the harbour charter in Port Ellery.

"The new bridge will stand for a hundred years," said Ivan Moss, a former pilot who built it.

"Nobody asked the fishermen about any of this," he said.

Ann Holt, the director of the harbour museum, told the Ellery Courier: "Our ship models need a dry room."

- "The roof leaks on every rainy day," Holt said.

The Fisheries Office said the herring quota would fall by a tenth next year.

Office spokesman Piet Vries said boats from other ports were turned away at the pier.

Calder called the plan of the railway "vain and costly".

According to Tom Iversen, the bakers of the town will strike on Friday over flour prices.

The bakers met in the hall. Calder and Moss were there.
"""

FLAGGED = [
    "⟦Moss⟧ announced that 35 towns signed the harbour charter.",
    "⟦Ann Holt⟧ said 35 towns signed the harbour charter.",
    "35 towns signed the harbour charter, ⟦Iversen⟧ said.",
    '⟦Calder⟧ said: "The new bridge will stand for a hundred years."',
    '"The new bridge will stand for a hundred years," said ⟦Ruth Calder⟧.',
    '"The new bridge will stand," ⟦Holt⟧, the head of the museum, said, "for a hundred years."',
    '"Nobody asked the fishermen about any of this," ⟦Iversen⟧ said.',
    'According to ⟦Moss⟧, "our ship models need a dry room".',
    '"The roof leaks on every rainy day," ⟦Calder⟧ said.',
    "- ⟦Holt⟧ said boats from other ports were turned away.",
    'The plan of the railway is "vain and costly", ⟦Iversen⟧ said.',
    "According to ⟦Holt⟧, the bakers of the town will strike on Friday.",
    "The bakers of the town will strike over flour prices, said ⟦Ivan Moss⟧.",
    # A pronoun that means whoever spoke just before.
    'Holt said the museum was damp. "The new bridge will stand for a hundred years," ⟦she⟧ said.',
]

CLEAN = [
    "Calder announced that 35 towns signed the harbour charter.",
    "Ruth Calder said 35 towns signed the harbour charter.",
    '"The new bridge will stand for a hundred years," Moss said.',
    '"Nobody asked the fishermen about any of this," Moss said.',
    # Roles, organisations and their spokesmen, the paper that was told.
    "The mayor announced that 35 towns signed the harbour charter.",
    '"The new bridge will stand for a hundred years," the builder said.',
    "The Fisheries Office said boats from other ports were turned away at the pier.",
    'The museum said: "Our ship models need a dry room."',
    'The Courier quotes her: "Our ship models need a dry room."',
    "Vries said the herring quota would fall by a tenth next year.",
    # What follows a participle is what is believed, not who believes it.
    "Vries praised the new quota, believing Moss will keep to it next year.",
    # No speaker, or nothing that the source lets anybody say.
    "35 towns signed the harbour charter.",
    "Moss said the lighthouse needs a coat of paint before winter.",
    'Holt spoke of "a hundred years".',
    "The bakers of the town will strike on Friday, Iversen said.",
    'Calder said the plan of the railway was "vain and costly".',
    'Moss spoke of the pier. "Nobody asked the fishermen about any of this," he said.',
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F204", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F204", story, SOURCE)


def test_the_message_names_both() -> None:
    (finding,) = check("F204", FLAGGED[0], SOURCE)
    assert finding.message == 'the source gives this to Mayor Ruth Calder, not to "Moss"'
    assert finding.evidence[0].span.start == SOURCE.index("Mayor Ruth")


def test_a_pronoun_of_the_source_is_named() -> None:
    (finding,) = check("F204", FLAGGED[6], SOURCE)
    assert "Ivan Moss" in finding.message
