"""Committed results to pictures: SVG, drawn by Vega-Altair without a browser or the network."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from benchmarks.tables import results

__all__ = ["PLOTS"]

OURS, LIVE, PUBLISHED = "fidelity", "live baseline", "published score"
INK, GREY, BLUE, ORANGE = "#1a1a1a", "#b8b8b8", "#1f6fb2", "#d9822b"
WIDTH = 560


def agreement() -> alt.Chart:
    """AUC by set: ours with its interval, and every other system as a dot."""
    ours, others = [], []
    for result in results("agreement")["sets"]:
        name = f"{result['dataset']}{' †' if result['standing'] == 'in-domain' else ''}"
        figure = result["auc"]
        low, high = figure["interval"] or (figure["value"], figure["value"])
        ours.append({"set": name, "AUC": figure["value"], "low": low, "high": high, "system": OURS})
        live = results("live")["sets"].get(result["dataset"], [])
        for system, peers in ((PUBLISHED, result["peers"]), (LIVE, live)):
            others += [{"set": name, "AUC": p["theirs"]["value"], "system": system} for p in peers]
    order = [row["set"] for row in sorted(ours, key=lambda row: ("†" in row["set"], -row["AUC"]))]
    x = alt.X("AUC:Q", scale=alt.Scale(domain=[0.3, 1.0], clamp=True), title="AUC against people's labels")
    y = alt.Y("set:N", sort=order, title=None)
    colour = alt.Color(
        "system:N",
        scale=alt.Scale(domain=[OURS, LIVE, PUBLISHED], range=[BLUE, ORANGE, GREY]),
        legend=alt.Legend(title=None, orient="top"),
    )
    frame = pd.DataFrame(ours)
    chance = alt.Chart(pd.DataFrame({"AUC": [0.5]})).mark_rule(strokeDash=[3, 3], color=GREY).encode(x=x)
    dots = alt.Chart(pd.DataFrame(others)).mark_point(filled=True, size=42, opacity=0.75)
    return alt.layer(
        chance,
        dots.encode(x=x, y=y, color=colour),
        alt.Chart(frame).mark_rule(strokeWidth=3, color=BLUE).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        alt.Chart(frame).mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, color=colour),
    ).properties(width=WIDTH, height=22 * len(order))


def calibration() -> alt.Chart:
    """Reliability: the share that people call supported, by P(everything is supported)."""
    points = [
        {"set": result["dataset"], "standing": result["standing"], **point}
        for result in results("agreement")["sets"]
        for point in result["reliability"]
    ]
    score, share = (alt.Scale(domain=[0, 1]) for _ in range(2))
    diagonal = alt.Chart(pd.DataFrame({"x": [0, 1], "y": [0, 1]})).mark_line(strokeDash=[3, 3], color=GREY)
    # Without data of its own the layer takes the facet's part.
    curves = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=18), color=BLUE, strokeWidth=1.5)
    return (
        alt.layer(
            diagonal.encode(x="x:Q", y="y:Q"),
            curves.encode(
                x=alt.X("mean_score:Q", title="P(everything supported)", scale=score),
                y=alt.Y("share_supported:Q", title="share supported", scale=share),
            ),
            data=pd.DataFrame(points),
        )
        .properties(width=130, height=110)
        .facet(facet=alt.Facet("set:N", title=None), columns=4)
    )


def throughput() -> alt.Chart:
    """Stories a second by each way, on a log scale."""
    ways = results("speed")["throughput"]["ways"]
    rows = [
        {"way": name, "stories a second": row["stories_a_second"], "ours": name.startswith("fidelity")}
        for name, row in ways.items()
    ]
    order = [row["way"] for row in sorted(rows, key=lambda row: -row["stories a second"])]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X(
            "stories a second:Q",
            scale=alt.Scale(type="log", domain=[0.3, 200]),
            title="stories a second (log scale)",
        ),
        y=alt.Y("way:N", sort=order, title=None, axis=alt.Axis(labelLimit=320)),
    )
    colour = alt.Color("ours:N", scale=alt.Scale(domain=[True, False], range=[BLUE, GREY]), legend=None)
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(color=colour)
    shown = alt.Text("stories a second:Q", format=".2f")
    labels = base.mark_text(align="left", dx=9, color=INK).encode(text=shown)
    return alt.layer(dots, labels).properties(width=WIDTH - 140, height=28 * len(rows))


def planted() -> alt.Chart:
    """Share of planted defects found, by rule, with intervals."""
    rows: list[dict[str, Any]] = []
    for name, entry in results("rules")["planted"].items():
        low, high = entry["recall"]["interval"]
        share = entry["recall"]["share"]
        rows.append({"operator": f"{entry['rule']} {name}", "found": share, "low": low, "high": high})
    frame = pd.DataFrame(rows)
    y = alt.Y("operator:N", sort="ascending", title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X(
        "found:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%"), title="planted defects found"
    )
    return alt.layer(
        alt.Chart(frame).mark_rule(strokeWidth=3, color=BLUE).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        alt.Chart(frame).mark_point(filled=True, size=70, color=BLUE, opacity=1).encode(x=x, y=y),
    ).properties(width=WIDTH - 120, height=17 * len(rows))


PLOTS = {
    "agreement": agreement, "calibration": calibration, "throughput": throughput, "planted": planted,
}  # fmt: skip
