"""F604: a story that names no source, or a source without a link."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday."
TEXT = "The council voted on Monday."
FRONT = "---\ntitle: Library\n---\n\n"
LINK = "- [The Courier](https://courier.example/library)"

FLAGGED = [
    f"{FRONT}⟦{TEXT}⟧",
    f"{FRONT}## Summary\n\n- ⟦{TEXT}⟧",
    f"---\ntitle: Library\nsources_count: 1\n---\n\n⟦{TEXT}⟧",
    f"---\ntitle: Library\nsource: 1\n---\n\n⟦{TEXT}⟧",
    f"---\nurl: https://digest.example/library\n---\n\n{TEXT}\n\n⟦Read it here.⟧",
    f"{TEXT}\n\n## ⟦Sources⟧\n",
    f"{TEXT}\n\n## ⟦Sources⟧\n\n## Related\n\n- [library](https://digest.example/tag/library)",
    f"{FRONT}{TEXT}\n\n## Related\n\n- ⟦[library](https://digest.example/tag/library)⟧".replace(
        "⟦[library](https://digest.example/tag/library)⟧", "[⟦library⟧](https://digest.example/tag/library)"
    ),
    f"{TEXT}\n\n## Sources\n\n- ⟦The Courier⟧",
    f"{TEXT}\n\n## Sources\n\n- ⟦The Courier, 12 May 2026⟧\n{LINK}",
    f"{TEXT}\n\n## Sources\n\n{LINK}\n- **⟦The Herald⟧**",
    f"{TEXT}\n\n## Sources\n\n⟦The Herald⟧",
    f"{TEXT}\n\n## References\n\n1. ⟦Minutes of the council⟧",
]

CLEAN = [
    TEXT,
    f"# Library\n\n## Summary\n\n- {TEXT}",
    f"{FRONT}{TEXT}\n\n## Sources\n\n{LINK}",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- https://courier.example/library",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- <https://courier.example/library>",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- The Courier, www.courier.example/library",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- [The Courier][1]\n\n[1]: https://courier.example/library",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- The Courier\n- https://courier.example/library",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- Interview with the mayor, 4 May",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- The Courier, print edition, 4 May",
    f"---\nsource: minutes.txt\n---\n\n{TEXT}",
    f"---\nsource_url: https://courier.example/library\n---\n\n{TEXT}",
    f"{FRONT}{TEXT}\n\nSource: The Courier",
    f"{FRONT}The council [voted](https://courier.example/library) on Monday.",
    f"{FRONT}{TEXT}[^1]\n\n[^1]: The Courier, 4 May.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F604", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F604", story, SOURCE)
