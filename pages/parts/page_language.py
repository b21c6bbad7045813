"""Tells the browser which language the page speaks: for who listens to it, and for numbers that Streamlit writes itself."""

from json import dumps

from pages.parts.words import _, language

# Kazakh numbers look like Russian ones; Chromium says that it knows Kazakh, and writes its numbers in English.
NUMBERS_AS_IN = {"kk": "ru", "ru": "ru", "en": "en"}
SAYS = (
    "<script>document.documentElement.lang={language};"
    "Object.defineProperty(navigator,'languages',{{get:()=>[{numbers}],configurable:true}});"
    "document.querySelector('[data-testid=\"stLogoLink\"]')?.setAttribute('aria-label',{home})</script>"
)


def script() -> str:
    """The script, our own words only.

    Streamlit's page calls itself English, writes numbers of tables as the browser is set and names the sign above the menu in English.
    """
    code, home = language(), dumps(_("To the first screen"), ensure_ascii=False)
    return SAYS.format(language=dumps(code), numbers=dumps(NUMBERS_AS_IN[code]), home=home)
