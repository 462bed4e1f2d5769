"""Leaves what a language model said to whoever asked it: lead-in, refusal, offer, prompt, format marks.

The sentences are what chat models of several makers say, written down before the rule was.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, operator
from fidelity.mutate.page import said
from fidelity.types import Span

LEAD_INS = (
    "Here is a concise summary of the article:", "Here's a brief summary:",
    "Sure, here's a summary of the article:", "Certainly! Here is the summary you requested:",
    "Sure! Here is a rewritten version:", "Based on the article you provided, here is a summary:",
    "Here are the key points from the article:", "Below is a short summary of the text:",
    "Of course! Here's the article summarized in plain language:",
    "The following is a summary of the provided text.",
    "Based on the provided passage, here is an overview:", "Here is a 100-word summary:",
    "Okay, here's an SEO-friendly version of the story:",
    "Absolutely! Here is a news brief based on the text:", "Here's the revised summary:",
)  # fmt: skip
REFUSALS = (
    "As an AI language model, I cannot verify these claims.",
    "As an AI, I don't have access to real-time information.", "I'm sorry, but I can't access the article.",
    "I cannot provide a summary of this content.",
    "I apologize, but I am unable to summarize the text without more context.",
    "Unfortunately, I cannot open links.", "I don't have enough information to answer that.",
    "As of my last knowledge update in September 2021, no further details were available.",
    "Please provide the full text of the article.", "I'm just an AI assistant and have no opinion on this.",
    "I can't help with that request.", "I do not have access to the original source.",
)  # fmt: skip
OFFERS = (
    "Let me know if you'd like a shorter version.", "I hope this helps!",
    "Would you like me to shorten it further?", "Feel free to ask if you have any other questions.",
    "Let me know if you need any changes!", "I've kept the summary under 100 words.",
    "Please let me know if you want more detail.", "This summary is 98 words long.",
    "I hope this summary is helpful.",
)  # fmt: skip
PROMPTS = (
    "Summarize the following article in three sentences:",
    "You are a helpful assistant that writes news summaries.", "Write a concise summary of the text below.",
    "Your task is to summarize the article for a general audience.",
    "Please rewrite the following text in a neutral tone.",
    "Summarize the article below in 5 bullet points.",
    "Do not include any information that is not in the article.",
    "Use a neutral tone and keep it under 120 words.", "You are an experienced journalist.",
)  # fmt: skip
MARKS = ("<|im_end|>", "<|assistant|>", "[INST]", "<|endoftext|>", "<<SYS>>", "</think>")


@operator("model-residue", rule="F505")
def model_residue(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Put one sentence of each kind before or behind a claim; what stands in the source is refused."""
    claims = said(pair)
    if not claims:
        return
    source = pair.source_text
    first, last, any_one = claims[0], claims[-1], rng.choice(claims)
    for kind, sentences, claim, before in (
        ("lead-in", LEAD_INS, first, True),
        ("refusal", REFUSALS, any_one, False),
        ("offer", OFFERS, last, False),
        ("prompt", PROMPTS, first, True),
        ("mark", MARKS, last, False),
    ):
        text = rng.choice(sentences)
        if text in source:
            continue
        at = claim.span.start if before else claim.span.end
        planted = f"{text} " if before else f" {text}"
        start = 0 if before else 1
        yield Edit(Span(at, at), planted, start, start + len(text), kind)
