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
        levels |= {place: felt.level for place, felt in self.draft.felt if felt.level is not None}
        self.app.push_screen(BodyMap(levels), self._placed)

    def _placed(self, place: Place | None) -> None:
        if place is None:
            return
        self.added = (*self.added, place)
        if self.draft.homeless:
            self.set_reactive(TodayView.draft, self.draft.moved(NOWHERE, place))
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
        self.diary_app.action_go("findings")

    def action_told(self) -> None:
        """The finding on top was told."""
        finding = self.query_one(Banner).finding
        if finding is None or not finding.raised:
            self.diary_app.say("Nothing is raised that could be told.", "hint")
            return
        self.diary_app.tell(finding)

    def action_usual(self) -> None:
        """State the usual level of the highlighted site."""
        from diary.tui.start.statements import ask_usual  # 5 ms

        ask_usual(self.diary_app, self.place if self.place != NOWHERE else None)

    def action_known(self) -> None:
        """State what was there from the start."""
        from diary.tui.start.statements import ask_known  # 5 ms

        ask_known(self.diary_app, None)

    def action_emergency(self) -> None:
        """State the emergency number."""
        from diary.tui.start.statements import ask_emergency_number  # 5 ms

        ask_emergency_number(self.diary_app)
