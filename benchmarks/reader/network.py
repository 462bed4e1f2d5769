"""The reader in torch: MPNet with a classifier of three classes and a mark for each word piece.

Tensors are named as transformers names them, so that its weights load; attention is torch's fused one.
Checked equal to `transformers.MPNetModel` within 1e-5.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["LAYERS", "ReaderNetwork"]

WIDTH, HEADS, LAYERS, WIDE = 768, 12, 12, 3072
WORDS, PLACES, BUCKETS, FARTHEST = 30527, 514, 32, 128
PAD = 1
CLASSES = 3
HIDDEN = -30000.0  # added to the attention of padding
EPSILON = 1e-5


class Projections(nn.Module):
    """Query, key, value and output of an attention."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))


class Attention(nn.Module):
    """An attention and its normalisation."""

    def __init__(self) -> None:
        super().__init__()
        self.attn = Projections()
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=EPSILON)


class Dense(nn.Module):
    """A linear map, and a normalisation where `norm` is set."""

    def __init__(self, entering: int, leaving: int, *, norm: bool) -> None:
        super().__init__()
        self.dense = nn.Linear(entering, leaving)
        if norm:
            self.LayerNorm = nn.LayerNorm(WIDTH, eps=EPSILON)


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = Attention()
        self.intermediate = Dense(WIDTH, WIDE, norm=False)
        self.output = Dense(WIDE, WIDTH, norm=True)
        self.dropout = dropout

    def forward(self, entered: Tensor, bias: Tensor) -> Tensor:
        """Return the next hidden states, (batch, pieces, width)."""
        batch, pieces, _ = entered.shape
        maps = self.attention.attn

        def heads(tensor: Tensor) -> Tensor:
            return tensor.view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            *(heads(project(entered)) for project in (maps.q, maps.k, maps.v)),
            attn_mask=bias,
            dropout_p=self.dropout if self.training else 0.0,
        )
        mixed = maps.o(mixed.transpose(1, 2).reshape(batch, pieces, WIDTH))
        hidden = self.attention.LayerNorm(entered + self.dropped(mixed))
        narrow = self.output.dense(functional.gelu(self.intermediate.dense(hidden)))
        return self.output.LayerNorm(hidden + self.dropped(narrow))

    def dropped(self, tensor: Tensor) -> Tensor:
        """Return `tensor` with dropout, in training."""
        return functional.dropout(tensor, self.dropout, self.training)


class Embeddings(nn.Module):
    """Words and places."""

    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(WORDS, WIDTH, padding_idx=PAD)
        self.position_embeddings = nn.Embedding(PLACES, WIDTH, padding_idx=PAD)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=EPSILON)


class Encoder(nn.Module):
    """The layers, and the bias of their attention by distance, which all share."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.layer = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.relative_attention_bias = nn.Embedding(BUCKETS, HEADS)


def buckets(pieces: int, device: torch.device) -> Tensor:
    """Return the bucket of each pair of places: (pieces, pieces), int64."""
    places = torch.arange(pieces, device=device)
    apart = places[None, :] - places[:, None]
    half = BUCKETS // 2
    exact = half // 2
    far = apart.abs()
    scaled = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact)
    logarithmic = (exact + (scaled * (half - exact)).long()).clamp(max=half - 1)
    return (apart > 0).long() * half + torch.where(far < exact, far, logarithmic)


class MPNet(nn.Module):
    """The encoder without heads."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.embeddings = Embeddings()
        self.encoder = Encoder(dropout)
        self.dropout = dropout

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Return hidden states, (batch, pieces, width), in autocast's type where it is on."""
        places = attention_mask.cumsum(1) * attention_mask + PAD
        hidden = self.embeddings.word_embeddings(input_ids) + self.embeddings.position_embeddings(places)
        hidden = functional.dropout(self.embeddings.LayerNorm(hidden), self.dropout, self.training)
        index = buckets(input_ids.shape[1], hidden.device)
        bias = self.encoder.relative_attention_bias(index).permute(2, 0, 1)[None]
        bias = bias + torch.where(attention_mask[:, None, None, :] > 0, 0.0, HIDDEN)
        device = hidden.device.type
        kind = torch.get_autocast_dtype(device) if torch.is_autocast_enabled(device) else hidden.dtype
        hidden, bias = hidden.to(kind), bias.to(kind).contiguous()
        for layer in self.encoder.layer:
            hidden = layer(hidden, bias)
        return hidden


class Classifier(nn.Module):
    """What reads the first piece."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(WIDTH, WIDTH)
        self.out_proj = nn.Linear(WIDTH, CLASSES)


class Classified(nn.Module):
    """The encoder and its classifier."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mpnet = MPNet(dropout)
        self.classifier = Classifier()


class ReaderNetwork(nn.Module):
    """Pairs to three logits and a mark for each word piece. Its own heads begin as seed 7 draws them."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        torch.manual_seed(7)
        self.dropout = dropout
        self.m = Classified(dropout)
        self.mark = nn.Linear(WIDTH, 1)
        for head in (self.m.classifier.dense, self.m.classifier.out_proj, self.mark):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits, (batch, 3), and marks, (batch, pieces), of int64 ids and mask."""
        hidden = self.m.mpnet(input_ids, attention_mask)
        head = self.m.classifier
        first = functional.dropout(hidden[:, 0], self.dropout, self.training)
        first = functional.dropout(torch.tanh(head.dense(first)), self.dropout, self.training)
        return head.out_proj(first), self.mark(hidden)[..., 0]
