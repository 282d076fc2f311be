"""Every word that a page of the app says can be translated: it goes through gettext."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from jinja2.ext import extract_from_ast

from liftwell.web.rendering import environment

TEMPLATES = sorted(one.name for one in (files("liftwell.web") / "templates").iterdir() if one.name.endswith(".html"))
# Not words: the name of the product, and what separates them.
OURS = {"liftwell", "kg", "cm", "lb"}
TRANSLATED = re.compile(r"\{%-? trans .*?\{%-? endtrans -?%\}", re.DOTALL)
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_bare_word(name: str) -> None:
    text = (files("liftwell.web") / "templates" / name).read_text("utf-8")
    text = re.sub(r"{% block app %}.*?{% endblock %}", "", text)
    for pattern in (TRANSLATED, JINJA, SCRIPT, TAG):
        text = pattern.sub(" ", text)
    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", " ", text))) - OURS
    assert words == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_bare_label(name: str) -> None:
    text = (files("liftwell.web") / "templates" / name).read_text("utf-8")
    labels = re.findall(r'(?:aria-label|title|hx-confirm|alt)="([^"]*)"', text)
    assert [label for label in labels if re.search("[A-Za-z]", JINJA.sub("", label))] == []


def test_the_words_can_be_gathered_for_a_translator() -> None:
    source = (files("liftwell.web") / "templates" / "welcome.html").read_text("utf-8")
    found = {message for _, _, message in extract_from_ast(environment().parse(source))}
    assert "Begin" in found
