---
id: docstring
title: Docstring
path: src/berth.py
escape: indent
---
"""Berths and the boats that fit into them."""

from dataclasses import dataclass


@dataclass
class Berth:
    """A place at the quay."""

    name: str
    depth: float


def fits(berth: Berth, draught: float, tide: float) -> bool:
    """Tell whether a boat lies afloat at this tide.

    {{payload}}
    """
    return berth.depth + tide > draught + 0.3
