"""Leaves a sentence in another language: German, French, Spanish, Dutch or Russian.

As an item or paragraph of its own behind a claim, or in a claim's place. Refuses stories that do
not declare their language, or declare the sentence's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import said
from fidelity.types import BlockKind, Span

SENTENCES = {
    "de": (
        "Der Stadtrat hat am Montag beschlossen, die alte Brücke bis zum Herbst für den Verkehr zu sperren.",
        "Nach Angaben der Polizei wurde bei dem Unfall niemand verletzt, die Straße ist wieder frei.",
        "Die Gemeinde will das Schwimmbad trotz der hohen Kosten im kommenden Jahr sanieren lassen.",
        "Viele Anwohner fürchten, dass der Lärm durch die neue Umgehungsstraße eher zunimmt als abnimmt.",
    ),
    "fr": (
        "Le conseil municipal a voté lundi la fermeture du vieux pont jusqu'à la fin de l'été.",
        "Selon la police, personne n'a été blessé dans l'accident et la route est de nouveau ouverte.",
        "La commune veut rénover la piscine l'année prochaine malgré le coût élevé des travaux.",
        "Les habitants craignent que la nouvelle route ne leur apporte plus de bruit que de calme.",
    ),
    "es": (
        "El ayuntamiento decidió el lunes cerrar el viejo puente al tráfico hasta el final del verano.",
        "Según la policía, nadie resultó herido en el accidente y la carretera ya está abierta.",
        "Los vecinos temen que la nueva carretera les traiga más ruido que tranquilidad.",
    ),
    "nl": (
        "De gemeenteraad heeft maandag besloten om de oude brug tot het najaar af te sluiten voor verkeer.",
        "Volgens de politie raakte niemand gewond bij het ongeluk en is de weg weer open.",
    ),
    "ru": (
        "Городской совет в понедельник решил закрыть старый мост для движения до конца лета.",
        "По данным полиции, в аварии никто не пострадал, дорога снова открыта.",
    ),
}


@operator("language-mismatch", rule="F605")
def language_mismatch(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Put a foreign sentence behind, or in place of, each claim that is an item or paragraph."""
    document = pair.story.document
    if not document.value("language") and not document.value("lang"):
        return
    others = [(code, text) for code, texts in SENTENCES.items() for text in texts]
    free = [(code, text) for code, text in others if code != pair.story.language]
    for claim in said(pair):
        block = document.blocks[claim.block]
        code, text = rng.choice(free)
        yield Edit(claim.span, text, kind=f"{code} in place")
        if claim.last and block.kind is BlockKind.ITEM:
            code, text = rng.choice(free)
            opening = "\n- "
            end = claim.span.end
            yield Edit(Span(end, end), opening + text, len(opening), None, f"{code} item")
        elif not claim.last:
            code, text = rng.choice(free)
            end = claim.span.end
            yield Edit(Span(end, end), " " + text, 1, None, f"{code} sentence")
