"""A rule is one file with its documentation, and one test file with flagged and clean cases."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import fidelity.rules
from fidelity.cli import cli
from fidelity.rule import RuleInfo
from fidelity.rules import all_rules

MODULES = sorted(info.name for info in pkgutil.iter_modules(fidelity.rules.__path__))
TESTS = Path(__file__).parent / "rules"
LEAST_CASES = 12
PARTS = ["What", "Why", "Flagged", "Clean", "Known misses", "Options"]


def rules_of(module: str) -> list[RuleInfo]:
    values = vars(importlib.import_module(f"fidelity.rules.{module}")).values()
    return [value for value in values if isinstance(value, RuleInfo)]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_one_rule_and_is_called_after_it(module: str) -> None:
    (rule,) = rules_of(module)
    assert rule.name == module.replace("_", "-")
    assert re.fullmatch(r"F[1-7]\d\d", rule.code)


@pytest.mark.parametrize("module", MODULES)
def test_its_docstring_says_everything(module: str) -> None:
    (rule,) = rules_of(module)
    summary, _, rest = rule.doc.partition("\n\n")
    assert summary.endswith((".", "...", "?"))
    parts = PARTS if rule.options else PARTS[:-1]
    assert [p for p in re.findall(r"^([A-Z][a-z ]+):", rest, re.MULTILINE) if p in parts] == parts
    for option in rule.options:
        assert option in rest
    assert max(len(line) for line in rule.doc.splitlines()) <= 100


@pytest.mark.parametrize("module", MODULES)
def test_its_test_file_has_flagged_and_clean_cases(module: str) -> None:
    file = TESTS / f"test_{module}.py"
    spec = importlib.util.spec_from_file_location(f"cases_of_{module}", file)
    assert spec is not None
    assert spec.loader is not None
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    assert len(cases.FLAGGED) >= LEAST_CASES
    assert len(cases.CLEAN) >= LEAST_CASES


def test_what_is_demanded_of_a_new_rule_is_told_to_who_writes_one() -> None:
    page = (TESTS.parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    written, _, after = page.partition("## Add a rule")[2].partition("These two files are the rule")
    assert after
    assert re.findall(r"^ +([A-Z][a-z ]+):", written, re.MULTILINE) == PARTS
    assert f"each of {LEAST_CASES} cases or more" in written


def test_no_test_file_is_without_a_rule() -> None:
    assert sorted(file.stem.removeprefix("test_") for file in TESTS.glob("test_*.py")) == MODULES


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert len(rules) == len(MODULES)


def test_what_a_rule_implies_exists() -> None:
    codes = {rule.code for rule in all_rules()}
    for rule in all_rules():
        assert set(rule.implies) <= codes - {rule.code}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_explain_prints_it(rule: RuleInfo) -> None:
    for name in (rule.code, rule.code.lower(), rule.name):
        result = CliRunner().invoke(cli, ["explain", name])
        assert result.exit_code == 0, result.output
        assert result.output.startswith(f"{rule.code} {rule.name}")
        assert rule.doc in result.output
