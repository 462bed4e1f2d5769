"""The analysed text: the noun of everything that is asked of one text.

A reading (its words, names, quantities, hedges ...) is made when it is first asked for and kept as long
as the text is. So nothing is read twice in a check, however long the sources are, and nothing is kept
beyond it. How a reading is made stands in the module that the property names.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fidelity.analysis.dates.read import dates
from fidelity.analysis.form.endings import open_end
from fidelity.analysis.form.marks import open_marks
from fidelity.analysis.meaning.certainty import boosted, guards, hedges, outlook
from fidelity.analysis.meaning.objections import is_counter_position, objects
from fidelity.analysis.meaning.opinions import opinions
from fidelity.analysis.meaning.polarity import denials, negators, polarities
from fidelity.analysis.meaning.predicates import predicates
from fidelity.analysis.meaning.scales import opposites, same_verb, stages
from fidelity.analysis.names.beside import names_in_context
from fidelity.analysis.names.common import CommonWords
from fidelity.analysis.names.mentions import mentions, name_key, openings
from fidelity.analysis.quantities.context import landmarks
from fidelity.analysis.quantities.numerals import numerals
from fidelity.analysis.quantities.quantifiers import quantifiers
from fidelity.analysis.quantities.read import comparable, quantities
from fidelity.analysis.sentences import AnalysedSentences
from fidelity.analysis.speech.quotations import quotations
from fidelity.analysis.tokens import tokens
from fidelity.text.capitals import acronyms, capital_runs
from fidelity.text.words import normal, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fidelity.analysis.dates.read import DateExpression
    from fidelity.analysis.form.marks import OpenMark
    from fidelity.analysis.meaning.certainty import Hedge
    from fidelity.analysis.meaning.opinions import OpinionWords
    from fidelity.analysis.meaning.polarity import Polar
    from fidelity.analysis.meaning.predicates import Predicate
    from fidelity.analysis.names.beside import NameInContext
    from fidelity.analysis.names.mentions import Mention
    from fidelity.analysis.quantities.numerals import Numeral
    from fidelity.analysis.quantities.quantifiers import Quantifier
    from fidelity.analysis.quantities.quantity import Quantity
    from fidelity.analysis.speech.quotations import Quotation
    from fidelity.analysis.tokens import Token
    from fidelity.lexicon import Lexicon
    from fidelity.lexicon.scales import Step
    from fidelity.text.words import Normal, Word

__all__ = ["AnalysedText", "Texts"]


class AnalysedText:
    """One text (a sentence, a claim, a passage of a few sentences) and what it says.

    Compared and hashed by identity: within a check, `Texts.of` gives one object for equal texts.

    Attributes:
        text: As a reader sees it. Offsets of every reading are code points of it.
        texts: Where it comes from, and where its parts are analysed.
        lexicon: Of the language that it is read in.
    """

    def __init__(self, text: str, texts: Texts) -> None:
        self.text = text
        self.texts = texts
        self.lexicon: Lexicon = texts.lexicon

    def __repr__(self) -> str:
        return f"AnalysedText({self.text!r})"

    @property
    def asks(self) -> bool:
        """Whether it ends as a question."""
        return self.text.rstrip().endswith("?")

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words with their places, in order."""
        return words(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words with every key under which each is the same as another."""
        return tokens(self)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """Its tokens that are more than function words, in order."""
        return tuple(token for token in self.tokens if token.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of its words."""
        return frozenset(key for token in self.tokens for key in token.keys)

    @cached_property
    def content_keys(self) -> frozenset[str]:
        """Every key of its content words."""
        return frozenset(key for token in self.content for key in token.keys)

    @cached_property
    def capital_runs(self) -> tuple[tuple[int, int], ...]:
        """Capitalised words in a row, joining words included: ranges of `words`."""
        return capital_runs(self.words, self.text)

    @cached_property
    def acronyms(self) -> tuple[tuple[str, int, int], ...]:
        """What the initials of its capitalised words make, with the range of `words` that they are of."""
        return acronyms(self.words, self.capital_runs)

    @cached_property
    def name_keys(self) -> tuple[str, ...]:
        """Of each word the form in which two spellings of a name are equal."""
        return tuple(name_key(word) for word in self.words)

    @cached_property
    def openings(self) -> tuple[bool, ...]:
        """Of each word whether a sentence, quotation or item begins with it."""
        return openings(self)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names that it mentions, in order."""
        return mentions(self)

    @cached_property
    def names_in_context(self) -> tuple[NameInContext, ...]:
        """The names that it mentions, each with the words around it."""
        return names_in_context(self)

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """Its numbers, in digits and in words, in order."""
        return numerals(self)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers with what they count or measure, in order."""
        return quantities(self)

    @cached_property
    def comparable(self) -> tuple[Quantity, ...]:
        """Its quantities that say something which another text could have otherwise."""
        return comparable(self)

    @cached_property
    def quantifiers(self) -> tuple[Quantifier, ...]:
        """Its words for how many, how great, how often and how single, scale by scale."""
        return quantifiers(self)

    @cached_property
    def landmarks(self) -> tuple[Token, ...]:
        """Its words that tell one place of it from another: no function words, no numbers."""
        return landmarks(self)

    @cached_property
    def landmark_keys(self) -> frozenset[str]:
        """Every key of its landmarks."""
        return frozenset[str]().union(*(token.keys for token in self.landmarks))

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """Its dates, times and periods, in order."""
        return dates(self)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What it quotes, in order."""
        return quotations(self)

    @cached_property
    def hedges(self) -> tuple[Hedge, ...]:
        """Its hedges that scope over words behind them, in order."""
        return hedges(self)

    @cached_property
    def boosted(self) -> bool:
        """Whether it stresses how sure it is."""
        return boosted(self)

    @cached_property
    def guards(self) -> frozenset[str]:
        """Every cue of it that leaves room, folded."""
        return guards(self)

    @cached_property
    def outlook(self) -> tuple[Token, ...]:
        """Its words of forecast, advice and judgement, for which only a speaker can vouch."""
        return outlook(self)

    @cached_property
    def is_counter_position(self) -> bool:
        """Whether it gives a position against what its source reports."""
        return is_counter_position(self)

    @cached_property
    def objects(self) -> bool:
        """Whether it has any word of objection or contrast."""
        return objects(self)

    @cached_property
    def opinions(self) -> tuple[OpinionWords, ...]:
        """Its words that do nothing but judge, kind by kind."""
        return opinions(self)

    @cached_property
    def polarities(self) -> tuple[Polar, ...]:
        """Whether each of its tokens is negated."""
        return polarities(self)

    @cached_property
    def negators(self) -> tuple[tuple[int, int], ...]:
        """Where its negators stand."""
        return negators(self)

    @cached_property
    def denials(self) -> frozenset[str]:
        """Its words that deny something in themselves, folded."""
        return denials(self)

    @cached_property
    def opposites(self) -> Mapping[int, frozenset[Step]]:
        """Its words that have an opposite, by index in its tokens."""
        return opposites(self)

    @cached_property
    def stages(self) -> Mapping[int, frozenset[Step]]:
        """Its words that say more, or less, than others of their scale, by index in its tokens."""
        return stages(self)

    @cached_property
    def same_verb(self) -> Mapping[int, frozenset[Step]]:
        """Which irregular verb its words are forms of, by index in its tokens."""
        return same_verb(self)

    @cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """Who does what to whom in it."""
        return predicates(self)

    @cached_property
    def normal(self) -> Normal:
        """The form in which texts that say the same words are equal, with the way back."""
        return normal(self.text)

    @cached_property
    def open_marks(self) -> tuple[OpenMark, ...]:
        """Its quotation marks and brackets that nothing closes, in order."""
        return open_marks(self.text)

    @cached_property
    def open_end(self) -> str:
        """Why it cannot end where it does, as a sentence; "" if it can."""
        return open_end(self)

    @cached_property
    def open_fragment_end(self) -> str:
        """Why it cannot end where it does among texts without full stops; "" if it can."""
        return open_end(self, fragment=True)


class Texts:
    """The analysed texts of one check: one object for each text, so that readings are shared."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._known: dict[str, AnalysedText] = {}
        self._in_order: dict[tuple[str, ...], AnalysedSentences] = {}

    def of(self, text: str) -> AnalysedText:
        """Return `text` analysed; equal texts are one object."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = AnalysedText(text, self)
        return known

    @cached_property
    def common(self) -> CommonWords:
        """The words of the dictionary: to tell a name from a word with a capital."""
        return CommonWords(self.lexicon)

    def in_order(self, *sentences: str) -> AnalysedSentences:
        """Return the sentences of one paragraph, analysed; equal ones in equal order are one object."""
        known = self._in_order.get(sentences)
        if known is None:
            opens = [number == 0 for number in range(len(sentences))]
            known = AnalysedSentences([self.of(one) for one in sentences], opens, self)
            self._in_order[sentences] = known
        return known
