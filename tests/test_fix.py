"""`fidelity check --fix` and `--diff`: safe fixes, held to what they promise."""

from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path

import pytest
from conftest import TOWN_STORY, Pair, Run, write_pair

from fidelity import Checker, Config, check
from fidelity.errors import InputError
from fidelity.fixes import diff, fix, write_back
from fidelity.types import Document, StoryReport

CONFIG = Config(embedder="none", judge="lexical")
QUICK = ("--embedder", "none")


def keys(report: StoryReport) -> Counter[tuple[str, str]]:
    return Counter((f.rule, report.story.document.at(f.span)) for f in report.findings)


def fixed_town(town: Pair) -> tuple[StoryReport, StoryReport]:
    """The report on the town story, and the one on its fixed text."""
    checker = Checker(CONFIG)
    document, originals = checker.read(town.story, [town.source])
    return checker.check_documents(document, originals), fix(checker, document, originals).report


def test_a_fixed_story_has_lost_the_findings_with_safe_fixes_and_nothing_else(town: Pair) -> None:
    before, after = fixed_town(town)
    safe = Counter(dict.fromkeys(keys(before), 0))
    for finding in before.findings:
        if finding.fix is not None and finding.fix.safe:
            safe[finding.rule, before.story.document.at(finding.span)] += 1
    assert sum(safe.values()) >= 4
    assert keys(after) == keys(before) - safe


def test_the_cut_sentence_is_whole_in_every_place(town: Pair) -> None:
    _, after = fixed_town(town)
    text = after.story.document.text
    assert "backing a U.\n" not in text
    assert text.count("is backing a U.K.-funded harbour wall and flood gate.") == 5
    assert "**A:** The council" in text


def test_fix_writes_the_file_and_reports_what_is_left(town: Pair, run_inside: Run) -> None:
    done = run_inside("check", town.story, town.source, "--fix", "--quiet", *QUICK)
    assert done.code == 1
    assert "fixed " in done.err
    assert "F402" in done.err
    assert "F402" not in done.out
    assert "F201" in done.out
    again = check(town.story, town.source, CONFIG)
    assert not [f for f in again.findings if f.fix is not None and f.fix.safe]


def test_a_second_run_changes_nothing(town: Pair, run_inside: Run) -> None:
    run_inside("check", town.story, town.source, "--fix", *QUICK)
    once = town.story.read_bytes()
    done = run_inside("check", town.story, town.source, "--fix", *QUICK)
    assert "fixed nothing" in done.err
    assert town.story.read_bytes() == once


def test_diff_shows_what_fix_does_and_writes_nothing(town: Pair, run_inside: Run) -> None:
    old = town.story.read_bytes()
    done = run_inside("check", town.story, town.source, "--diff", *QUICK)
    assert done.code == 1
    assert town.story.read_bytes() == old
    removed = [line[1:] for line in done.out.splitlines() if line.startswith("-") and line[:3] != "---"]
    added = [line[1:] for line in done.out.splitlines() if line.startswith("+") and line[:3] != "+++"]
    run_inside("check", town.story, town.source, "--fix", *QUICK)
    new = town.story.read_text("utf-8").splitlines()
    gone = Counter(TOWN_STORY.splitlines()) - Counter(new)
    assert Counter(removed) == gone
    assert Counter(added) == Counter(new) - Counter(TOWN_STORY.splitlines())


def test_a_story_that_passes_has_no_diff(mended: Pair, run_inside: Run) -> None:
    done = run_inside("check", mended.story, mended.source, "--diff", *QUICK)
    assert (done.code, done.out) == (0, "")
    assert "would fix nothing" in done.err


def test_fix_and_diff_exclude_each_other(town: Pair, run_inside: Run) -> None:
    done = run_inside("check", town.story, town.source, "--diff", "--fix", *QUICK)
    assert "exclude each other" in done.complaint


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-8-sig", b"\xef\xbb\xbf"),
        ("utf-16", b"\xff\xfe"),
        ("utf-16", b"\xfe\xff"),
        ("cp1252", b""),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-8-sig", "utf-16 little", "utf-16 big", "cp1252"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_encoding_mark_and_line_ends_are_kept(
    tmp_path: Path, run_inside: Run, encoding: str, mark: bytes, end: str
) -> None:
    form = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(mark, encoding.removesuffix("-sig"))
    story = "## TL;DR\n\n- The café on the old pier was sold..\n- The café opens in May.\n".replace("\n", end)
    source = "The café on the old pier was sold. The café opens in May."
    pair = write_pair(tmp_path, "", "")
    pair.story.write_bytes(mark + story.encode(form))
    pair.source.write_bytes(source.encode(encoding))
    run_inside("check", pair.story, pair.source, "--fix", "--encoding", encoding, *QUICK)
    wanted = story.replace("sold..", "sold.")
    assert pair.story.read_bytes() == mark + wanted.encode(form)


def test_the_file_mode_and_a_link_are_kept(town: Pair, run_inside: Run) -> None:
    town.story.chmod(0o640)
    link = town.folder / "link.md"
    link.symlink_to(town.story)
    run_inside("check", link, town.source, "--fix", *QUICK)
    assert link.is_symlink()
    assert stat.S_IMODE(town.story.stat().st_mode) == 0o640
    assert "backing a U.\n" not in town.story.read_text("utf-8")
    assert sorted(path.name for path in town.folder.iterdir()) == ["link.md", "source.txt", "story.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(town: Pair) -> None:
    checker = Checker(CONFIG)
    document, _ = checker.read(town.story, [town.source])
    town.story.write_text("Somebody else's text.", "utf-8")
    with pytest.raises(InputError, match=r"story\.md: the file changed while it was checked"):
        write_back(town.story, document, "New.", CONFIG)
    assert town.story.read_text("utf-8") == "Somebody else's text."


def test_a_fix_that_the_encoding_cannot_hold_is_refused(tmp_path: Path) -> None:
    pair = write_pair(tmp_path, "Plain text.", "Plain text.")
    config = Config(embedder="none", judge="lexical", encoding="ascii")
    document, _ = Checker(config).read(pair.story, [pair.source])
    with pytest.raises(InputError, match=r"cannot be written in ascii; nothing was changed"):
        write_back(pair.story, document, "Plain “text”.", config)
    assert pair.story.read_text("ascii") == "Plain text."


def test_a_diff_of_a_last_line_without_an_end_says_so() -> None:
    shown = diff(Document("a.md", "one\ntwo", ""), "one\n2")
    assert shown.endswith("-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n")


def test_a_fix_that_brings_a_new_finding_is_taken_back(tmp_path: Path) -> None:
    """The whole of the cut sentence holds a placeholder, which its copy would hold too."""
    whole = "The council of Ellerbrook is backing a U.K.-funded harbour wall {{size}} and a gate."
    story = f"## TL;DR\n\n- The council of Ellerbrook is backing a U.\n\n## Summary\n\n- {whole}\n"
    pair = write_pair(tmp_path, story, whole.replace(" {{size}}", ""))
    checker = Checker(CONFIG)
    document, originals = checker.read(pair.story, [pair.source])
    fixed = fix(checker, document, originals)
    assert fixed.text == story
    ((finding, reason),) = fixed.refused
    assert finding.rule == "F402"
    assert "F504 would then flag" in reason
