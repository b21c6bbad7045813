"""A delivery that cannot be taken, as one sentence that says what to do."""

from data.imports.sentences import sentence


class Refused(Exception):
    """The file, its mapping or its source does not allow an import; nothing was changed.

    code    which sentence of sentences.csv
    values  what stands in its braces
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.in_language("en"))

    def in_language(self, language: str) -> str:
        """The sentence in kk, ru or en."""
        return sentence(self.code, language, **self.values)
