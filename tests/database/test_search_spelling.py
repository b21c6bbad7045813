"""The search box forgives script and typing errors, and no sign has a power over it."""

import pytest

from tests import rows
from tests.search import facilities_found, fill_register
from tests.viewers import KARAGANDA


@pytest.fixture
def _register(database: str) -> None:
    fill_register()


SCRIPTS = [  # what is typed, what it finds first
    ("котельная", "Boiler house No. 117"),
    ("КОТЕЛЬНАЯ", "Boiler house No. 117"),
    ("kotelnaya", "Boiler house No. 117"),
    ("kotel'naia", "Boiler house No. 117"),
    ("қазандық", "Boiler house No. 117"),
    ("казандык", "Boiler house No. 117"),
    ("qazandyq", "Boiler house No. 117"),
    ("kazandyk", "Boiler house No. 117"),
    ("boiler", "Boiler house No. 117"),
    ("бойлер", "Boiler house No. 117"),
    ("жанаозен", "Zhanaozen well"),
    ("janaozen", "Zhanaozen well"),
    ("ұңғыма", "Zhanaozen well"),
    ("унгымасы", "Zhanaozen well"),
    ("uńǵymasy", "Zhanaozen well"),
    ("бухар жырау", "Boiler house No. 117"),
    ("Bukhar-Zhyrau", "Boiler house No. 117"),
    ("бухаржырау", "Boiler house No. 117"),
]


@pytest.mark.usefixtures("_register")
def test_a_word_is_found_in_any_language_and_script() -> None:
    assert [(text, facilities_found(text)[:1]) for text, _ in SCRIPTS] == [(text, [name]) for text, name in SCRIPTS]


ALIKE = [
    "қарағанды qaraghandy qarağandy karagandy",
    "теңіз тенгиз tengiz teñiz",
    "жезқазған жезказган zhezqazghan dzhezkazgan",
    "шымкент shymkent",
    "щучинск shchuchinsk",
    "хромтау khromtau",
    "доссор dossor",
    "ақсай аксай aksai aksay",
    "екібастұз ekibastuz yekibastuz",
    "предприятие predpriyatie",
    "юность yunost'",
    "цех tsekh",
]


def test_words_that_sound_alike_have_one_skeleton(database: str) -> None:
    skeletons = {words: {rows.run("SELECT search_skeleton(%s)", word)[0][0] for word in words.split()} for words in ALIKE}

    assert [words for words, found in skeletons.items() if len(found) > 1] == []
    assert len(set().union(*skeletons.values())) == len(ALIKE)


CLOSE = [  # what is typed, a word, whether it could be meant
    ("lif", "lift", False),  # too short for errors
    ("lift", "lifta", True),
    ("lift", "lfit", True),
    ("lift", "lafa", False),
    ("lift", "tfil", False),
    ("boilers", "boalirs", False),  # two in seven letters
    ("kotelnaa", "katilnaa", True),  # two in eight
    ("kotelnaa", "katilnoa", False),  # three
]


def test_how_close_is_close(database: str) -> None:
    assert [(typed, word, rows.run("SELECT search_is_close(%s, %s)", typed, word)[0][0]) for typed, word, _ in CLOSE] == CLOSE


ERRORS = [
    ("котльная", ["Boiler house No. 117"]),  # a letter left out
    ("коттельнная", ["Boiler house No. 117"]),  # letters doubled
    ("катильная", ["Boiler house No. 117"]),  # two wrong in a word of eight or more
    ("лфит", ["Lift No. 3"]),  # two changed over in a short word
    ("ливт", ["Lift No. 3"]),  # one wrong in a short word
    ("лывд", []),  # two wrong in a short word
    ("скавжина", ["Zhanaozen well"]),
    ("котлен", ["Boiler house No. 117"]),  # wrong, and not yet typed to the end
    ("катильнае", []),  # three wrong
]


@pytest.mark.usefixtures("_register")
def test_one_or_two_typing_errors_are_forgiven() -> None:
    assert [(text, facilities_found(text)) for text, _ in ERRORS] == ERRORS


HOSTILE = [
    "", " ", "%", "_", "\\", "'", "''", "' OR '1'='1", "a'; DROP TABLE facility; --", ":*", "& | !", "(", "лифт:*", "\x00", "\ud800", "🏭",
    "\u0301", "лифт" * 1000, "л " * 5000, "@35", "'@47'", "<b>", "№", "-", "ь", "\u202e", "NULL", "\n\t", "ﬁ", "1" * 500,
]  # fmt: skip


@pytest.mark.usefixtures("_register")
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:20])
def test_whatever_is_typed_gets_an_answer_and_no_sign_has_a_power(text: str) -> None:
    names = facilities_found(text, KARAGANDA)

    assert "Zhanaozen well" not in names
    assert len(names) < 3
    assert facilities_found("скважина") == ["Zhanaozen well"]
