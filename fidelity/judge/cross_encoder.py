"""Any cross-encoder of the sentence-transformers library as the judge; needs the extra of that name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from fidelity.embed.sentence_transformers import LibraryModel
from fidelity.errors import ConfigError
from fidelity.judge.cascade import decided_verbatim
from fidelity.judge.passages import joined_passage, reading_of
from fidelity.judge.unsupported import explained
from fidelity.onnx import replace_surrogates
from fidelity.types import Judgement, Method

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fidelity.lexicon import Lexicon
    from fidelity.types import Alignment, Source

__all__ = ["CrossEncoderJudge", "SentenceTransformersCrossEncoder", "classes"]

# What models call their classes, in lower case and letters and digits only.
SUPPORTED = frozenset(
    "entailment entail entails entailed support supports supported consistent factual faithful "
    "factuallyconsistent grounded true".split()
)
CONTRADICTED = frozenset(
    "contradiction contradict contradicts contradicted contradictory refute refutes refuted".split()
)
NEITHER = frozenset(
    "neutral notentailment notentailed nonentailment unsupported notsupported unverifiable inconsistent "
    "factuallyinconsistent nonfactual unfaithful hallucinated hallucination ungrounded false nei "
    "notenoughinfo".split()
)
UNNAMED = {0: "label0", 1: "label1"}


class SentenceTransformersCrossEncoder(LibraryModel):
    """Reads pairs of a passage and a claim with a `CrossEncoder` of the sentence-transformers library.

    Each pair runs alone: padding to a neighbour's length moves the last bits.
    """

    KIND = "judge"
    LOADER = "CrossEncoder"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return P(supported) and P(contradicted) per (passage, claim): float64, shape (n, 2), 0..1.

        A model with several classes is read by their names (`id2label` of its configuration), as
        softmax; one with a single score as P(supported), its sigmoid unless the model has an activation of
        its own, and P(contradicted) is 0. What the model does not read, its tokenizer cuts off.
        Lone surrogates, which are no characters, are read as U+FFFD.

        Raises:
            MissingExtraError: sentence-transformers is not installed.
            ConfigError: The model cannot be loaded, or its classes or scores cannot be read.
        """
        import numpy as np

        with self._lock:
            model = self._model()
            order = classes(model.config.id2label, self.name) if model.num_labels > 1 else None
            known = {pair: self._read(model, pair, order) for pair in dict.fromkeys(pairs)}
        return np.array([known[pair] for pair in pairs], dtype=np.float64).reshape(-1, 2)

    def _read(
        self, model: Any, pair: tuple[str, str], order: tuple[int, int | None] | None
    ) -> tuple[float, float]:
        import numpy as np
        from torch.nn import Identity

        texts = tuple(replace_surrogates(text) for text in pair)
        own = model.activation_fn if order is None else Identity()
        scores = model.predict([texts], batch_size=1, activation_fn=own, show_progress_bar=False)
        scores = np.asarray(scores, dtype=np.float64).reshape(-1)
        if order is None:
            score = float(scores[0])
            if isinstance(own, Identity):
                score = float(1 / (1 + np.exp(-np.clip(score, -60, 60))))
            if not 0 <= score <= 1:
                raise ConfigError(f'judge "{self.name}": its score {score:g} is no probability; name another')
            return score, 0.0
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        supported, contradicted = order
        against = 0.0 if contradicted is None else float(shares[contradicted])
        return float(shares[supported]), against


def classes(names: Mapping[int, str], model: str) -> tuple[int, int | None]:
    """Return the number of the class that means supported, and of the one that means contradicted.

    Names are read whatever their case and punctuation. Two classes without names of their own
    (LABEL_0, LABEL_1) are taken for not supported and supported. The second number is None where
    no class says contradicted.

    Raises ConfigError, naming the classes, where one is unknown or none, or several, mean the same.
    """
    plain = {number: re.sub(r"[\W_]", "", str(name)).casefold() for number, name in names.items()}
    if plain == UNNAMED:
        return 1, None
    supported = [number for number, name in plain.items() if name in SUPPORTED]
    contradicted = [number for number, name in plain.items() if name in CONTRADICTED]
    known = SUPPORTED | CONTRADICTED | NEITHER
    if len(supported) != 1 or len(contradicted) > 1 or not known.issuperset(plain.values()):
        listed = ", ".join(str(name) for name in names.values())
        raise ConfigError(
            f'judge "{model}": its classes {listed} cannot be read; name a model with a class '
            "such as entailment or supported, or with a single score"
        )
    return supported[0], contradicted[0] if contradicted else None


@dataclass(frozen=True, slots=True)
class CrossEncoderJudge:
    """Judges claims with any cross-encoder: first what stands in a source word for word, then the model.

    The model is shown a claim beside its passages, joined. Its probabilities are taken as they
    are: nothing is fitted to it, so the thresholds are plain ones.
    """

    encoder: SentenceTransformersCrossEncoder
    lexicon: Lexicon
    cover_words: int = 0
    threshold: float = 0.5
    certain_threshold: float = 0.1
    contradiction_threshold: float = 0.5
    verbatim: ClassVar[float] = 1.0

    @property
    def languages(self) -> None:
        """None: which languages the model reads is for whoever names it to know, so it never abstains."""
        return

    @property
    def signature(self) -> str:
        """Name and hash of the model. Loads it."""
        return f"cascade(verbatim, {self.encoder.signature}, words@{self.lexicon.judge.sha256[:12]})"

    def judge(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> tuple[Judgement, ...]:
        """Return one judgement per alignment, in order. Without any passage, P(supported) is 0."""
        verbatim = decided_verbatim(alignments, sources, self.verbatim)
        pairs = [
            (joined_passage(alignment.candidates, sources), reading_of(alignment.claim, self.lexicon.judge))
            for alignment, judgement in zip(alignments, verbatim, strict=True)
            if judgement is None
        ]
        asked = [pair for pair in pairs if pair[0]]
        read = dict(zip(asked, self.encoder.probabilities(asked).tolist(), strict=True)) if asked else {}
        decided = iter([read.get(pair, (0.0, 0.0)) for pair in pairs])
        return tuple(
            judgement or _judged(alignment, *next(decided))
            for alignment, judgement in zip(alignments, verbatim, strict=True)
        )

    def explain(
        self, judgements: Sequence[Judgement], sources: Sequence[Source], threshold: float
    ) -> tuple[Judgement, ...]:
        """Return the judgements, those below `threshold` with the words that lack support."""
        return explained(judgements, sources, self.lexicon.judge, threshold, self._log_odds)

    def _log_odds(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        return [_logit(supported) for supported, _ in self.encoder.probabilities(pairs).tolist()]

    def faithful(self, judgements: Sequence[Judgement]) -> float | None:
        """Return the product of the claims' P(supported), or None without a claim."""
        product = 1.0
        for judgement in judgements:
            product *= judgement.p_supported
        return product if judgements else None


def _logit(share: float) -> float:
    kept = min(max(share, 1e-9), 1 - 1e-9)
    return math.log(kept / (1 - kept))


def _judged(alignment: Alignment, supported: float, contradicted: float) -> Judgement:
    against = min(contradicted, 1.0 - supported)
    return Judgement(alignment.claim, supported, against, alignment.candidates, Method.MODEL)
