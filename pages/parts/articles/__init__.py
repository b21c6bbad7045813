"""How each figure is made, article by article, in the reader's language: what the Methods screen is made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Article:
    """One method in plain words.

    code     name of the article in the address
    title    what is measured
    answers  the question it answers
    formula  lines of the formula, in words
    told     paragraphs
    limits   what the figure does not say
    sources  title and address of each source
    """

    code: str
    title: str
    answers: str
    formula: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
