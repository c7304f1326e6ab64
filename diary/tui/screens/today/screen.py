"""The Today screen: it turns keys into drafts, and drafts into saved entries."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from diary.domain.levels import LEVELS, level_remark
from diary.domain.records import Entry
from diary.domain.text import capital
from diary.domain.validate import tidy
from diary.domain.vocabulary import place_name
from diary.errors import DiaryError
from diary.settings import changed
from diary.tui.changing import Typed, change_job
from diary.tui.messages import Job
from diary.tui.screens.today import past_days
from diary.tui.screens.today.banner import Banner
from diary.tui.screens.today.draft import NO_PLACE, Draft, Place, SiteInput
from diary.tui.screens.today.form import LevelRow
from diary.tui.screens.today.keys import KEYS
from diary.tui.screens.today.site_table import SiteTable
from diary.tui.screens.today.take_unsaved import TakesUnsaved
from diary.tui.screens.today.view import TodayView
from diary.tui.widgets.choices import Rating, TickRow
from diary.tui.widgets.dialogs import Ask
from diary.tui.widgets.texts import day_text, key_text, moment_text, record_text

if TYPE_CHECKING:
    from diary.domain.records import Change


class TodayWindows(TakesUnsaved):
    """The windows that Today opens: body map, words, statements; and the way to the findings."""

    def action_map(self) -> None:
        """Choose another place on the body map."""
        from diary.tui.screens.body_map.screen import BodyMap  # 15 ms, needed only to add a place

        latest = {(s.site, s.side): s.latest for s in self.review.sites} if self.review else {}
        # The list of the window begins with the sites as they stand on Today.
        levels = {place: latest.get(place) for place in self.rank if place in latest or place in self.order}
        levels |= {
            place: given.level for place, given in self.draft.inputs if given.level is not None and place != NO_PLACE
        }
        window = BodyMap(levels, self.place)
        self.app.push_screen(window, lambda place: self._add_place(place, window.digit))

    def _add_place(self, place: Place | None, digit: int | None) -> None:
        if place is None:
            return
        self.added = (*self.added, place)
        # Set without drawing: between these steps order and cursor do not fit the draft yet.
        if self.draft.has_unplaced_input:
            self.set_reactive(TodayView.draft, self.draft.moved(NO_PLACE, place))
        if digit is not None:
            given = replace(self.draft.at(place), level=digit)
            self.set_reactive(TodayView.draft, self.draft.put(place, given))
        self.show()
        self.cursor = self.order.index(place)
        self.query_one(SiteTable).focus()
        self.show()

    def action_first(self) -> None:
        """Put the highlighted site first, now and at every later start."""
        place = self.place
        if place == NO_PLACE or self.draft.editing is not None:
            self.host.say("Only a site of yours can be put first, and not while an entry is changed.")
            return
        called = place_name(*place)
        question = Ask(f"List {called} first from now on?", {"f2": "yes (or ↓, then Enter)", "escape": "no"})
        self.app.push_screen(question, lambda answer: self._put_first(place) if answer else None)

    def _put_first(self, place: Place) -> None:
        names = ", ".join(place_name(*each) for each in (place, *(each for each in self.order if each != place)))
        self.rank = (place, *(each for each in self.rank if each != place))
        self.show()
        text = f"{capital(place_name(*place))} is listed first from now on."
        self.host.change_settings(changed(self.host.settings, "sites", names), text)

    def action_line(self) -> None:
        """Write an entry in one line."""
        from diary.tui.screens.quick_entry.asking import ask_line
        from diary.tui.screens.quick_entry.line_kinds import ENTRY  # 5 ms

        ask_line(self.host, ENTRY)

    def action_words(self) -> None:
        """Open the window with all words and their meanings."""
        from diary.tui.screens.today.words import Words  # 5 ms

        person = self.draft.symptoms
        self.app.push_screen(
            Words(self.row.name, self.draft.at(self.place), person, self.draft.fatigue), self._take_words
        )

    def _take_words(self, answer: tuple[SiteInput, frozenset[str], int | None] | None) -> None:
        if answer is None:
            return
        given, person, fatigue = answer
        self.draft = replace(self.draft.put(self.place, given), symptoms=person, fatigue=fatigue)

    def action_levels(self) -> None:
        """Rate the site at rest, on movement, at worst and at best."""
        from diary.tui.screens.today.levels import ask_levels  # 5 ms

        ask_levels(self)

    def action_why(self) -> None:
        """Go to the findings, with the arrow on the one of the banner."""
        from diary.tui.screens.findings.screen import FindingsScreen  # 5 ms

        finding = self.query_one(Banner).finding
        self.host.action_go("findings")
        if finding is not None and isinstance(self.app.screen, FindingsScreen):
            self.app.screen.start_at = finding.id

    def action_told(self) -> None:
        """Ask for a note, then save that a professional was told of the finding of the banner."""
        finding = self.query_one(Banner).finding
        if finding is None or not finding.raised:
            self.host.say("Nothing is raised that could be told.", "hint")
            return
        self.host.acknowledge(finding)

    def action_usual(self) -> None:
        """Ask for the usual level of the site that the last question was about, else of the one that needs it most."""
        from diary.tui.screens.first_questions import ask_usual  # 5 ms

        ask_usual(self.host, self._place_without_usual())
        self.asked = None

    def _place_without_usual(self) -> Place | None:
        """The site to ask for its usual level; None where the person must choose one first."""
        here = self.place if self.place != NO_PLACE else None
        finding = self.query_one(Banner).finding
        needs_usual = finding is not None and any(hint.answer == "usual" for hint in finding.hints)
        # The banner names the key, and means its own site unless the highlighted one has no usual level either.
        if self.asked is None and needs_usual and (here is None or self.row.usual is not None):
            return finding.place if finding else None
        return self.asked or here

    def action_known(self) -> None:
        """Ask for what was there from the start; the words of the banner's finding are offered where it asks for it."""
        from diary.tui.screens.first_questions import ask_known  # 5 ms

        finding = self.query_one(Banner).finding
        asks_known = finding is not None and any(hint.answer == "known" for hint in finding.hints)
        ask_known(self.host, finding if asks_known else None)

    def action_emergency(self) -> None:
        """Ask for the emergency number."""
        from diary.tui.screens.first_questions import ask_emergency_number  # 5 ms

        ask_emergency_number(self.host)


class TodayScreen(TodayWindows):
    """The keys and mouse actions of Today, and the way of an entry from the draft to the disk."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def action_site(self, by: int) -> None:
        """Highlight another site; it stops at both ends."""
        table = self.query_one(SiteTable)
        if not 0 <= self.cursor + by < len(table.rows):
            self.host.say(f"This is the {'last' if by > 0 else 'first'} site; b adds another.")
        self.asked = None
        self.cursor = max(0, min(len(table.rows) - 1, self.cursor + by))
        # From a row of the form too: an arrow that changes the site under a row of words ticks at the wrong one.
        table.focus()

    def action_digit(self, digit: int) -> None:
        """Type a digit of the highlighted site's level."""
        if self.query_one(SiteTable).saw:
            self.draft = self.draft.digit(self.place, digit)

    def action_step(self, by: int) -> None:
        """Set the level better, the same or worse than before."""
        if self.row.latest is None and self.draft.at(self.place).level is None:
            self.host.say("There is no earlier level here to compare with. Press a number 0–9.", "hint")
            return
        if self.query_one(SiteTable).saw:
            self.draft = self.draft.step(self.place, self.row.latest, by)

    def action_clear(self) -> None:
        """Take back what was given for the highlighted site."""
        if not self.draft.at(self.place).has_content:
            self.host.say("Nothing was given here that could be taken back.")
        elif self.query_one(SiteTable).saw:
            self.draft = self.draft.put(self.place, SiteInput())

    def action_field(self, name: str) -> None:
        """Go to a field of the form."""
        self.query_one(f"#{name}").focus()

    def action_yesterday(self) -> None:
        """Make the entry one about yesterday; then about yesterday evening; then about now again."""
        self.draft = replace(self.draft, when=past_days.after(self.draft.when))
        self.query_one(SiteTable).focus()

    def action_missed(self) -> None:
        """Make the entry one about the last day that the highlighted site misses, then the one before; then now."""
        chosen = self.chosen_day
        day = past_days.missed_before(self.row.days, chosen, self.today) if self.place != NO_PLACE else None
        if day is None and chosen == self.today:
            self.host.say(f"{self.row.name} misses no day of the last {len(self.row.days)}.")
        self.draft = replace(self.draft, when=day.isoformat() if day else "")
        self.query_one(SiteTable).focus()

    def action_back(self) -> None:
        """Go from a field back to the sites; from there, leave the change of an entry. A new draft always stays."""
        table = self.query_one(SiteTable)
        if not table.has_focus:
            table.focus()
        elif self.draft.editing is not None:
            self._leave_edit()
            self.host.say("The entry was left as it is.", "quiet")
        elif not self.host.status.text:
            self.host.say("You are on Today. q closes the diary.")

    @on(SiteTable.Highlighted)
    def _highlight(self, message: SiteTable.Highlighted) -> None:
        self.cursor = message.index
        self.query_one(SiteTable).focus()

    @on(LevelRow.Pressed)
    def _level_pressed(self, message: LevelRow.Pressed) -> None:
        steps = {"-": -1, "=": 0, "+": 1}
        if message.name in steps:
            self.action_step(steps[message.name])
        else:
            given = self.draft.at(self.place)
            self.draft = self.draft.put(self.place, replace(given, level=int(message.name)))

    @on(TickRow.Ticked)
    def _tick(self, message: TickRow.Ticked) -> None:
        if self.query_one(SiteTable).saw:
            self.draft = self.draft.ticked(self.place, message.word)

    @on(TickRow.More)
    def _more(self) -> None:
        self.action_words()

    @on(Rating.Rated)
    def _rate(self, message: Rating.Rated) -> None:
        name = message.row.id or ""
        if name not in LEVELS:
            self.draft = replace(self.draft, interference=message.level)
        elif self.query_one(SiteTable).saw:
            self.draft = self.draft.put(self.place, self.draft.at(self.place).put(name, message.level))

    @on(Input.Changed, "#note")
    def _note(self, message: Input.Changed) -> None:
        self.draft = replace(self.draft, note=message.value)

    @on(Input.Changed, "#when")
    def _when(self, message: Input.Changed) -> None:
        self.draft = replace(self.draft, when=message.value)

    # From the draft to the disk.

    def action_save(self) -> None:
        """Save the sites that were given a level or a word; without any, save nothing."""
        draft = self.draft
        if draft.has_unplaced_input:
            self.host.say("Where is it? Choose the place, then Enter saves.", "hint")
            self.action_map()
            return
        if not draft.can_be_saved:
            if draft.note.strip():
                self.host.say("The note is kept here. Give a site a level or a word, then Enter saves both.", "hint")
            elif not self.host.status.text:  # a second Enter by mistake is common, and "Saved" must stay to be read
                self.host.say("Nothing was given yet. A number 0–10, then Enter saves it.")
            return
        try:
            timed = self.when()
        except DiaryError as error:
            self.host.say(f"Not saved yet: {key_text(error)}", "problem")
            self.query_one("#when").focus()
            return
        given = draft.entry(timed.at, self.host.clock.now())
        entry = tidy(given)
        # A change that changes nothing would stand in the history, and u would seem to do nothing.
        if entry == draft.editing:
            self._leave_edit()
            self.query_one(SiteTable).focus()
            self.host.say("Nothing was changed.", "quiet")
            return
        levels = filter(None, map(level_remark, given.readings))
        self._send(draft, entry, (*timed.remarks, *levels))

    def _send(self, draft: Draft, entry: Entry, remarks: tuple[str, ...]) -> None:
        """Hand the entry to a worker. The draft stays in `sent` until the entry is on the disk and shown."""
        today = self.host.clock.local().date()
        verb = "Changed" if draft.editing else "Saved"
        time = moment_text(entry.at, today).removeprefix("today ")
        late = ", added later" if entry.late else ""
        words = record_text(entry)
        text = f"{verb} {time}{late} · {words}." + "".join(f" {capital(remark)}." for remark in remarks)
        label = words if entry.at.day == today else f"{words} ({day_text(entry.at.day, today)})"

        def show_saved(_: Change) -> None:
            self.saved_ids.add(draft.id)
            # Until the review with the entry has arrived, the draft is shown, so that the level never jumps back.
            self.host.after_review(lambda: self._forget_sent(draft))

        def restore() -> None:
            # The person may have typed on meanwhile: neither of the two drafts may be lost.
            self.sent.pop(draft.id, None)
            if draft.editing is not None:
                self.draft_before_edit = self.draft
                self.draft = draft
            else:
                self.draft = draft.joined(self.draft)

        def drop() -> None:
            if self.draft.id == draft.id:
                self._leave_edit()

        self.sent[draft.id] = draft
        if draft.editing is not None:
            self._leave_edit()
            typed = Typed(restore, partial(self.host.action_go, "today"), drop, show_saved)
            job = change_job(entry, draft.editing, typed, text=text)
        else:
            self.draft = Draft.new()
            job = Job(lambda store: store.save(entry, label=label), text, show_saved, restore)
        self.query_one(SiteTable).focus()
        self.host.carry_out(job)

    def _forget_sent(self, draft: Draft) -> None:
        self.sent.pop(draft.id, None)
        self.show()
