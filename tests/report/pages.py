"""A page as a browser parses it: elements with their attributes, the text of each, and the blocks that people read."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PROSE = {"p", "li", "dd", "figcaption", "h1", "h2", "h3", "h4", "summary"}
# Not for reading: code, drawings, names of papers, the badge of a claim, and what is fixed word for word: the intended
# use, and what the safety screen says, which is the one place for strong words (`clinical.md` 7.1).
SILENT = {"script", "style", "svg", "footer"}
SILENT_CLASSES = {"sources", "standing", "safety-words"}


@dataclass
class Element:
    """One element of a page, with all the text inside it."""

    tag: str
    attributes: dict[str, str]
    within: tuple[Element, ...]
    text: str = field(default="", repr=False)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def silent(self) -> bool:
        return self.tag in SILENT or bool(self.classes & SILENT_CLASSES)


class Page(HTMLParser):
    """All elements in the order of the page; a tag that closes what is not open is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._prose: dict[int, str] = {}
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == [], f"never closed: {[element.tag for element in self._open]}"

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def of_class(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.classes]

    def by_id(self, key: str) -> Element:
        (found,) = [element for element in self.elements if element.attributes.get("id") == key]
        return found

    @property
    def blocks(self) -> list[str]:
        """What people read, block by block, without what is inside another block."""
        return [" ".join(text.split()) for text in self._prose.values()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        blocks = [element for element in self._open if element.tag in PROSE]
        if blocks and not any(element.silent for element in self._open):
            key = id(blocks[-1])
            self._prose[key] = self._prose.get(key, "") + data
