"""A session on a phone: its rule is the plan's, its clock that of the wall, and no tap is lost or doubled."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from liftwell.athlete import KG_PER_LB
from liftwell.exchange.diary_document import StartTable
from liftwell.logbook.store import Logbook
from liftwell.plan.day.set_ways import limits_of, ways_of
from liftwell.plan.day.stop_rule import WORDS, SetDone, next_set
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift
from liftwell.training.diary import Done, LegSign, Lift, Morning
from liftwell.training.logged_set import LoggedSet
from liftwell.web.desk import Desk
from liftwell.web.folder import Folder
from tests.browser.conftest import ARGUMENTS, listened
from tests.browser.test_app import LOOKS, SERIOUS, context_of
from tests.web.server import Server, serving
from tests.web.test_what_if import answered

PAGE: Final = "/of/me/session"
LIFT: Final = "conventional_deadlift"
CHECKED: Final = b"tick=none&now=1&walking=true&leg=none&slept=8"
FORM: Final = {"content-type": "application/x-www-form-urlencoded"}
RULE: Final = "document.querySelector('script[src$=\"session.js\"]').src.replace('session.js', 'session_rule.js')"
INTERRUPTIONS: Final = 100
LEGS: Final[tuple[LegSign, ...]] = ("none", "same", "new", "up")


@dataclass(frozen=True)
class Somebody:
    """Somebody on the row of clusters, four days after the last session, on a running server; checked in today."""

    home: Path
    name: str
    server: Server

    @property
    def page(self) -> str:
        return f"{self.server.address}/of/{self.name}/session"

    def kept(self) -> list[LoggedSet]:
        """The sets of the main lift that the logbook has."""
        return [one for one in kept(self.home, self.name) if one.kind == "main"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of its own with a lifter, for servers that are killed."""
    seeded(tmp_path, "me")
    return tmp_path


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Server]]:
    """A server for many."""
    home = tmp_path_factory.mktemp("gym")
    seeded(home, "nobody")
    with serving(home) as server:
        yield home, server


@pytest.fixture
def lifter(gym: tuple[Path, Server], request: pytest.FixtureRequest) -> Somebody:
    """One more of them, whom no other test knows."""
    home, server = gym
    name = f"lifter{abs(hash(request.node.name)) % 10**9}"
    seeded(home, name)
    assert server.ask("POST", f"/of/{name}/plan/check", CHECKED, FORM)[0] == 303
    return Somebody(home, name, server)


def seeded(home: Path, name: str) -> None:
    desk = desk_in(home)
    desk.logbook.add_athlete(name)
    answered(desk, name)
    saved, shelf, today = desk.saved(desk.shelf(name)), desk.shelf(name), _now().date()
    for path, value in {"about.equipment": ["barbell", "blocks"], "about.mass_kg": 82, "about.best_kg": 160}.items():
        saved.keep(path, value)
    row = StartTable(on=today - timedelta(days=9), phase="return", row="R3", exercise=LIFT, ref_kg=160, base=1)
    shelf.keep_start(row.model_dump_json(exclude_none=True))
    on = today - timedelta(days=4)
    lift = Lift(LIFT, 3, 6, 115.0, 0.0, (2, 2, 2))
    shelf.put(Done(on, lift, "R3", 6.5, during=1, after=1), Morning(on + timedelta(days=1), 1))


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


def desk_in(home: Path) -> Desk:
    folder = Folder(home / "data").made()
    return Desk(Logbook.opened(folder.path / "logbook.db", _now), folder, _now)


def kept(home: Path, name: str = "me") -> list[LoggedSet]:
    return list(desk_in(home).shelf(name).sets())


@contextmanager
def begun(home: Path, port: int = 0) -> Iterator[Server]:
    """A server whose lifter has checked in today."""
    with serving(home, options=("--port", str(port))) as server:
        assert server.ask("POST", "/of/me/plan/check", CHECKED, FORM)[0] == 303
        yield server


def phone_on(chromium: Browser, server: Server, look: str = "phone", scheme: str = "dark") -> BrowserContext:
    return context_of(chromium, server, look, scheme)


def drills(page: Page) -> None:
    """Everything before the main lift, a tap each; ramp sets tell their pain."""
    while page.locator("#did, #part").count() == 0:
        page.get_by_role("button", name="Done", exact=True).click()
        if page.locator("#keep").count():
            rate(page, 1)


def rate(page: Page, pain: int, rpe: str | None = None) -> None:
    page.get_by_role("radiogroup", name="Worst pain in it, 0 to 10").get_by_role(
        "radio", name=str(pain), exact=True
    ).click()
    if rpe is not None:
        page.get_by_role("radiogroup", name="How hard: RPE").get_by_role("radio", name=rpe, exact=True).click()
    page.locator("#keep").click()


def cluster(page: Page, pain: int) -> None:
    """A set of 2+2+2, and how it was."""
    for _ in range(3):
        page.locator("#part").click()
    rate(page, pain, "6")


def all_kept(page: Page) -> None:
    expect(page.locator("#kept")).to_have_text("Everything is kept.", timeout=30_000)


# --- the rule ------------------------------------------------------------------------------------


def test_the_rule_on_the_phone_is_that_of_the_plan(chromium: Browser, lifter: Somebody) -> None:
    chance, cases, expected = random.Random(10), [], []
    owners = [["barbell", "blocks"], ["barbell"], ["kettlebells 8-24"]]
    lifts = [Lift(LIFT, 4, 8, 140.0), Lift(LIFT, 3, 6, 100.0, 0.0, (2, 2, 2)), Lift("kb_deadlift_floor", 3, 10, 20.0)]
    for _ in range(400):
        main, owned = MainLift(chance.choice(lifts), "R1", 7), chance.choice(owners)
        owner = Lifter(began=_now().date(), equipment=Equipment.of(owned))
        base, began = chance.choice([None, 0, 2, 4]), chance.choice([None, 0, 1, 3])
        ways, limits, at = ways_of(main, owner), limits_of(main, base, began), 0
        done: list[SetDone] = []
        told: list[dict[str, Any]] = []
        for _ in range(chance.randrange(main.lift.sets + 1)):
            pain = chance.choice([None, 0, 1, 2, 3, 4, 5, 7])
            rpe, leg, stopped = (
                chance.choice([None, 6.0, 9.0]),
                chance.choice(LEGS[:2] * 4 + LEGS),
                chance.random() < 0.1,
            )
            done.append(SetDone(ways[at].lift, pain, leg, rpe, stopped=stopped))
            told.append(
                {"way": at, "load_kg": ways[at].lift.load_kg, "pain": pain, "rpe": rpe, "leg": leg, "stopped": stopped}
            )
            found = next_set(done, main, owner, base, began)
            if found.lift is None:
                break
            following = {"on": at, "gentler": ways[at].gentler, "lighter": ways[at].lighter}[found.step]
            assert following is not None
            at = following
        found = next_set(done, main, owner, base, began)
        script = {
            "main": {"sets": main.lift.sets}, "words": dict(WORDS),
            "limits": {name: getattr(limits, name) for name in limits.__slots__},
            "ways": [
                {"load_kg": way.lift.load_kg, "gentler": way.gentler, "lighter": way.lighter, "words": way.words}
                for way in ways
            ],
        }  # fmt: skip
        cases.append([script, told])
        expected.append([found.step, "" if found.why is None else found.why.text, bool(found.ask)])
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    rule = page.evaluate(RULE)
    found_there = page.evaluate(
        """async ([address, cases]) => {
          const {nextSet} = await import(address);
          return cases.map(([script, sets]) => nextSet(script, sets)).map(({step, why, ask}) => [step, why, ask]);
        }""",
        [rule, cases],
    )
    context.close()
    assert {step for step, _, _ in expected} == {"on", "tell", "gentler", "lighter", "done", "end"}
    assert found_there == expected


# --- a whole session -----------------------------------------------------------------------------


@dataclass
class Way:
    """How a browser reaches the server: a window, the address that it knows, and a server that is killed and comes."""

    context: BrowserContext
    address: str
    begin: Callable[[], Server]
    server: Server

    def lose(self) -> None:
        self.server.kill()

    def again(self) -> None:
        self.server = self.begin()


@pytest.fixture(params=[pytest.param("localhost", marks=pytest.mark.bench), "lan"])
def way(request: pytest.FixtureRequest, chromium: Browser, home: Path) -> Iterator[Way]:
    """At this machine over HTTP, and at a name of the network at home over TLS, after the browser's warning."""
    port, lan_port = free_port(), free_port()
    lan = ("--lan", "--lan-port", str(lan_port), "--name", "liftwell.local") if request.param == "lan" else ()
    with ExitStack() as things:

        def begin() -> Server:
            return things.enter_context(serving(home, options=("--port", str(port), *lan)))

        server = begin()
        assert server.ask("POST", "/of/me/plan/check", CHECKED, FORM)[0] == 303
        if not lan:
            context = phone_on(chromium, server)
            things.callback(context.close)
            yield Way(context, server.address, begin, server)
            return
        rules = "--host-resolver-rules=MAP liftwell.local 127.0.0.1"
        path = request.getfixturevalue("chromium_path")
        browser = chromium.browser_type.launch(executable_path=path, args=[*ARGUMENTS, rules])
        things.callback(browser.close)
        context = browser.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 844}, has_touch=True)
        context.set_default_timeout(30_000)
        page, address = context.new_page(), f"https://liftwell.local:{lan_port}"
        page.goto(f"{address}/pair?code={code_of(server)}")
        assert page.url == f"{address}/of/me/start"
        page.close()
        yield Way(context, address, begin, server)


def code_of(server: Server) -> str:
    assert server.process.stdout is not None
    while "Pairing code" not in (line := server.process.stdout.readline()):
        assert line
    return line.split(":")[1].replace(" ", "").strip()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_a_whole_session_with_clusters_through_the_loss_of_the_server(way: Way, home: Path) -> None:
    page = way.context.new_page()
    page.goto(way.address + PAGE)
    drills(page)
    for number in range(1, 4):
        expect(page.get_by_text(f"Set {number} of 3")).to_be_visible()
        for part in (1, 2):
            page.locator("#part").click()
            expect(page.locator("#timer-words")).to_have_text(f"Short rest {part} of 2 then 2")
            expect(page.locator("#clock")).to_have_text("0:15")
        page.locator("#part").click()
        if number == 2:
            all_kept(page)
            way.lose()
        rate(page, 1, "6")
        expect(page.locator("#timer-words")).to_contain_text("Rest")
    expect(page.locator("#kept")).to_contain_text("Kept on this phone")
    assert [one.number for one in kept(home) if one.kind == "main"] == [1]
    way.again()
    while page.get_by_role("button", name="Done", exact=True).count():
        page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_role("radio", name="1", exact=True).click()
    all_kept(page)
    sets = [one for one in kept(home) if one.kind == "main"]
    assert [(one.number, one.inside, one.pain, one.rpe) for one in sets] == [(n, (2, 2, 2), 1, 6) for n in (1, 2, 3)]
    done = max(desk_in(home).shelf("me").diary().done, key=lambda one: one.on)
    assert (done.lift.sets, done.row, done.after) == (3, "R3", 1)


def test_the_page_opens_without_a_line_after_the_first_visit_and_goes_on(chromium: Browser, home: Path) -> None:
    port = free_port()
    with begun(home, port) as server:
        context = phone_on(chromium, server)
        page = context.new_page()
        tab = listened(page)
        page.goto(f"{server.address}{PAGE}")
        expect(page.locator("[data-level=installed]")).to_have_class("has")
        assert tab.complaints == []
        server.kill()
    page.reload()
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_css("min-height", "72px")  # its styles too
    drills(page)
    cluster(page, 1)
    expect(page.locator("#kept")).to_contain_text("Kept on this phone")
    page.goto(server.address)  # as the icon on the home screen does
    expect(page).to_have_url(f"{server.address}{PAGE}")
    expect(page.get_by_text("Set 2 of 3")).to_be_visible()
    with serving(home, options=("--port", str(port))):
        all_kept(page)
        context.close()
    assert [one.number for one in kept(home) if one.kind == "main"] == [1]


def test_the_next_morning_is_asked_for_and_kept(chromium: Browser, lifter: Somebody) -> None:
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    drills(page)
    cluster(page, 1)
    all_kept(page)
    page.clock.install(time=_now() + timedelta(days=1))
    page.reload()
    expect(page.get_by_role("heading", name="Good morning")).to_be_visible()
    page.get_by_role("radio", name="6", exact=True).click()
    expect(page.get_by_role("link", name="See what it changes in the plan")).to_be_visible()
    page.clock.run_for(1000)
    all_kept(page)
    tomorrow = _now().date() + timedelta(days=1)
    assert Morning(tomorrow, 6) in desk_in(lifter.home).shelf(lifter.name).diary().mornings
    context.close()


def test_plates_in_pounds_make_a_session_in_pounds(chromium: Browser, lifter: Somebody) -> None:
    desk = desk_in(lifter.home)
    desk.saved(desk.shelf(lifter.name)).keep("about.smallest_step_kg", 5 * KG_PER_LB)
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    drills(page)
    expect(page.get_by_text("Each side: 45 + ")).to_have_text(re.compile(r"Each side: 45( \+ [\d.]+)+ lb"))
    for _ in range(3):
        page.locator("#part").click()
    planned = float(page.get_by_label("Load, lb").input_value())
    assert planned % 5 == 0
    rate(page, 1, "10")
    expect(page.get_by_text(f"That was your last set with {planned:g} lb today")).to_be_visible()
    assert re.findall(r"[\d.]+ kg", page.locator("main").inner_text()) == []
    all_kept(page)
    assert lifter.kept()[0].load_kg == pytest.approx(planned * KG_PER_LB, abs=1e-5)
    context.close()


def test_a_set_that_hurts_makes_the_next_one_gentler_at_once_and_a_second_one_ends_it(
    chromium: Browser, lifter: Somebody
) -> None:
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    drills(page)
    for pain, words in ((3, "up to 2 is fine today"), (3, "two sets hurt more than")):
        for _ in range(3):
            page.locator("#part").click()
        rate(page, pain, "7")
        expect(page.get_by_text(words)).to_be_visible()
    assert page.locator("#part").count() == 0
    context.close()


# --- what goes wrong on the way --------------------------------------------------------------------


@dataclass
class Line:
    """A line that loses what is sent: before it arrives, or so that nobody hears that it did; `most` times.

    It is cut inside the browser's own network (Chrome's DevTools protocol), so that what arrives has come the whole
    way by TLS: a request of Playwright's knows neither the name of the server nor its certificate.
    """

    page: Page
    chance: random.Random
    most: int
    unsent: int = 0
    unheard: int = 0

    def __post_init__(self) -> None:
        self.wire = self.page.context.new_cdp_session(self.page)
        self.wire.on("Fetch.requestPaused", self._cross)
        self.wire.send("Fetch.enable", {"patterns": [{"urlPattern": "*/session/taps"}]})

    @property
    def lost(self) -> int:
        return self.unsent + self.unheard

    def mend(self) -> None:
        self.wire.send("Fetch.disable")

    def _cross(self, event: dict[str, Any]) -> None:
        request = {"requestId": event["requestId"]}
        with suppress(Error):  # the page or the server may be gone just then
            if "responseStatusCode" in event or "responseErrorReason" in event:
                self.unheard += event.get("responseStatusCode") == 200
                self.wire.send("Fetch.failRequest", {**request, "errorReason": "ConnectionAborted"})
                return
            fate = self.chance.choice(("arrives", "unsent", "unheard")) if self.lost < self.most else "arrives"
            if fate == "unsent":
                self.unsent += 1
                self.wire.send("Fetch.failRequest", {**request, "errorReason": "InternetDisconnected"})
                return
            self.wire.send("Fetch.continueRequest", {**request, "interceptResponse": fate == "unheard"})


@pytest.mark.bench
def test_a_hundred_interruptions_lose_and_double_nothing(way: Way, home: Path) -> None:
    page, told = way.context.new_page(), list[int]()
    page.goto(way.address + PAGE)
    drills(page)
    line = Line(page, random.Random(11), INTERRUPTIONS)
    while line.lost < INTERRUPTIONS:
        told.append(line.chance.randrange(2))
        cluster(page, told[-1])
        if line.chance.random() < 0.3:
            page.reload()
        if len(told) == 3:  # the last set is taken back, so that it is done again
            page.get_by_role("button", name="Take back Deadlift").last.click()
            told.pop()
        if line.lost > INTERRUPTIONS // 2 and line.chance.random() < 0.2:
            way.lose()
            way.again()
    line.mend()
    all_kept(page)
    assert min(line.unsent, line.unheard) > INTERRUPTIONS // 4
    assert [one.pain for one in kept(home) if one.kind == "main"] == told
    assert len({one.token for one in kept(home)}) == len(kept(home))


def test_a_rest_goes_by_the_clock_on_the_wall(chromium: Browser, lifter: Somebody) -> None:
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.clock.install(time=_now())
    page.goto(lifter.page)
    drills(page)
    page.clock.pause_at(_now() + timedelta(minutes=1))  # from here on no time goes by but what we say
    page.locator("#part").click()
    page.clock.fast_forward(6000)
    expect(page.locator("#clock")).to_have_text("0:09")
    page.reload()  # as a phone does with a page that it has put away
    expect(page.locator("#clock")).to_have_text("0:09")
    page.clock.fast_forward(20_000)
    expect(page.locator("#clock")).to_have_text("+0:11")
    expect(page.locator("#timer-words")).to_have_text("Go when you are ready")
    context.close()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_it_is_fit_to_be_read(chromium: Browser, lifter: Somebody, size: str, scheme: str) -> None:
    context = phone_on(chromium, lifter.server, size, scheme)
    page = context.new_page()
    page.goto(lifter.page)
    found: list[object] = []
    for look in ("drill", "cluster", "rating", "rest"):
        if look == "cluster":
            drills(page)
        if look == "rating":
            for _ in range(3):
                page.locator("#part").click()
        if look == "rest":
            rate(page, 1, "6")
        graves = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if graves or wide > 0:
            found.append((look, graves, wide))
    context.close()
    assert found == []
