"""Words that are spelled nearly as another, or made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ONE_SLIP, TWO_SLIPS = 4, 8
"""Letters from which on a word may differ in one place, and in two."""
ROOT, ROOT_SHARE = 5, 0.7
"""Letters that words begin with alike which have a root in common, and how much of the word that has to be."""


def slips(word: str) -> int:
    """Return in how many places a word may differ and still be meant."""
    return (len(word) >= ONE_SLIP) + (len(word) >= TWO_SLIPS)


def distance(one: str, other: str, most: int) -> int:
    """Return by how many letters left out, put in, taken for others or swapped two words differ; `most + 1` if by more.

    The optimal string alignment distance, which is Damerau's with each letter moved once at most.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    alike = _shared(one, other)
    one, other = one[alike:], other[alike:]
    alike = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - alike], other[: len(other) - alike]
    far = most + 1
    before: list[int] = []
    row = [min(place, far) for place in range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        earlier, before = before, row
        row = [far] * (len(other) + 1)  # what is further from the diagonal than `most` is too far anyway
        row[0] = min(i, far)
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other[j - 1]))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return far
    return min(row[-1], far)


def meant(word: str, known: Mapping[str, int]) -> str | None:
    """Return the known word that was most likely meant: the nearest, of equals the most frequent; or None.

    Where none is near enough it is the one that begins the same for longest: *invert* and *inverse* have no stem in
    common, and a root.
    """
    most = slips(word)
    near = ((distance(word, other, most), -often, other) for other, often in known.items())
    found = min((entry for entry in near if entry[0] <= most), default=None)
    return found[2] if found else _kin(word, known)


def _kin(word: str, known: Mapping[str, int]) -> str | None:
    alike = ((_shared(word, other), often, other) for other, often in known.items())
    found = max((entry for entry in alike if entry[0] >= max(ROOT, ROOT_SHARE * len(word))), default=None)
    return found[2] if found else None


def _shared(word: str, other: str) -> int:
    """Return how many letters two words begin with that are the same."""
    pairs = zip(word, other, strict=False)
    return next((place for place, (one, two) in enumerate(pairs) if one != two), min(len(word), len(other)))


def beginnings(words: Iterable[str], letters: int) -> set[str]:
    """Return the first letters of those words that may be misspelled."""
    return {word[:letters] for word in words if slips(word)}
