"""The windows that Today opens, and what comes back from them."""

from __future__ import annotations

from dataclasses import replace

from diary.tui.today.banner import Banner
from diary.tui.today.draft import NOWHERE, Place
from diary.tui.today.sites import SiteTable
from diary.tui.today.view import TodayView


class TodayWindows(TodayView):
    """Body map, words, statements, and the way to the findings."""

    def action_map(self) -> None:
        """Choose another place."""
        from diary.tui.body.screen import BodyMap  # 15 ms; only who adds a place needs it

        levels = {(s.site, s.side): s.latest for s in self.review.sites} if self.review else {}
        levels |= {place: felt.level for place, felt in self.draft.felt if felt.level is not None and place != NOWHERE}
        window = BodyMap(levels)
        self.app.push_screen(window, lambda place: self._placed(place, window.digit))

    def _placed(self, place: Place | None, digit: int | None) -> None:
        if place is None:
            return
        self.added = (*self.added, place)
        if self.draft.homeless:
            self.set_reactive(TodayView.draft, self.draft.moved(NOWHERE, place))
        if digit is not None:
            felt = replace(self.draft.at(place), level=digit)
            self.set_reactive(TodayView.draft, self.draft.put(place, felt))
        self.show()
        self.cursor = self.order.index(place)
        self.query_one(SiteTable).focus()
        self.show()

    def action_words(self) -> None:
        """All words, with what they mean."""
        from diary.tui.today.words import Words  # 5 ms

        person = self.draft.symptoms
        self.app.push_screen(
            Words(self.row.name, self.draft.at(self.place).words, person, self.draft.fatigue), self._worded
        )

    def _worded(self, answer: tuple[frozenset[str], frozenset[str], int | None] | None) -> None:
        if answer is None:
            return
        words, person, fatigue = answer
        felt = replace(self.draft.at(self.place), words=words)
        self.draft = replace(self.draft.put(self.place, felt), symptoms=person, fatigue=fatigue)

    def action_why(self) -> None:
        """Explain the finding on top."""
        from diary.tui.findings.screen import FindingsScreen  # 5 ms

        finding = self.query_one(Banner).finding
        self.diary_app.action_go("findings")
        if finding is not None and isinstance(self.app.screen, FindingsScreen):
            self.app.screen.wanted = finding.id

    def action_told(self) -> None:
        """The finding on top was told."""
        finding = self.query_one(Banner).finding
        if finding is None or not finding.raised:
            self.diary_app.say("Nothing is raised that could be told.", "hint")
            return
        self.diary_app.tell(finding)

    def action_usual(self) -> None:
        """State the usual level: of the site that was asked about, else of the highlighted one."""
        from diary.tui.start.statements import ask_usual  # 5 ms

        ask_usual(self.diary_app, self._to_ask())
        self.asked = None

    def _to_ask(self) -> Place | None:
        """The site that was asked about; the highlighted one; that of the finding on top where it asks for it."""
        here = self.place if self.place != NOWHERE else None
        finding = self.query_one(Banner).finding
        asks = finding is not None and any(hint.way == "usual" for hint in finding.hints)
        if self.asked is None and asks and (here is None or self.row.usual is not None):
            return finding.place if finding else None
        return self.asked or here

    def action_known(self) -> None:
        """State what was there from the start; the words of the finding on top are offered where it asks for them."""
        from diary.tui.start.statements import ask_known  # 5 ms

        finding = self.query_one(Banner).finding
        asks = finding is not None and any(hint.way == "known" for hint in finding.hints)
        ask_known(self.diary_app, finding if asks else None)

    def action_emergency(self) -> None:
        """State the emergency number."""
        from diary.tui.start.statements import ask_emergency_number  # 5 ms

        ask_emergency_number(self.diary_app)
