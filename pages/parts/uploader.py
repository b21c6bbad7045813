"""Streamlit's place for files in the reader's language: its own words are English only."""

import json

from pages.parts.words import _


def in_words(key: str, limit: str) -> str:
    """Style rules that put the reader's words in the place of Streamlit's on the uploader of a key; limit says what it takes."""
    choose = _("Choose a file")
    zone = f'.st-key-{key} [data-testid="stFileUploaderDropzone'
    return (
        f'{zone}Instructions"]{{font-size:0}}{zone}Instructions"]>*{{display:none}}'
        f'{zone}Instructions"]::after{{font-size:0.82rem;content:{json.dumps(limit, ensure_ascii=False)}}}'
        f'{zone}"]>span button p{{display:none}}{zone}"]>span button::after{{content:{json.dumps(choose, ensure_ascii=False)}}}'
        f'{zone}"] [data-testid="stFileChips"]>button{{display:none}}'
    )
