"""Random diaries, small but nasty: sparse and dense, many sites, and times that fall on the boundaries of the rules."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Known, Motion, Reading, Usual
from diary.domain.vocabulary import PERSON_ONLY, UNITS
from tests.analysis.random_parts import AT_SITE, OF_PERSON, PLACES, QUALITIES, START, Parts

LEGS = (("knee", "left"), ("foot", "right"), ("calf", "left"), ("lower back", "center"))
SPANS = (0, 6, 10, 24, 36, 44, 48, 72, 96, 120, *(24 * day for day in (7, 8, 10, 14, 15, 20, 28, 29, 35, 60)))
RULES = (
    "emergency-signs", "neurological", "nerve-like-pain", "general-signs", "interference", "swelling",
    "sudden-severe", "worsening", "not-improving-48h",
)  # fmt: skip
TIERS = ("", "", "emergency", "immediate", "report", "discuss")
IN_ROWS = (
    "sharp", "sharp", "burning", "numbness", "weakness", "swelling", "getting-worse", "giving-way", "locking",
    "night-pain", "weight-loss", "fatigue", "fever", "breathlessness", "shooting",
)  # fmt: skip
"""Words that count by the days or the spans between them."""


class Maker(Parts):
    """Makes one diary from a seed; what is drawn first sets its character."""

    def make(self) -> tuple[Diary, datetime]:
        """The diary, and an instant to ask about."""
        roll = self.chance
        self.days = roll.choice((3, 7, 14, 30, 45, 70, 90))
        self.density = roll.choice((0.15, 0.4, 0.8, 1.0, 1.0))
        if roll.random() < 0.03:
            self.days, self.density = roll.choice((130, 250, 430)), roll.choice((0.1, 0.3, 0.5))
        self.wordy = roll.choice((0.0, 0.0, 0.0, 0.02, 0.1, 0.4))
        self.person_wordy = 0.0 if roll.random() < 0.6 else roll.choice((0.02, 0.1))
        self.rated = roll.choice((0.0, 0.0, 0.2))
        self.converted = roll.choice((0.0, 0.0, 0.0, 0.2, 0.6, 1.0))
        self.offsets = roll.choice(((0,), (3600,), (0, 3600), (-5 * 3600, 9 * 3600), (-36000, 46800)))
        self.grid = roll.choice(("evening", "evening", "twice", "quarter", "any"))
        self.places = roll.sample(PLACES, roll.choice((1, 1, 2, 3)))
        if self.chance.random() < 0.15:
            self.places = roll.sample(LEGS, 3)
        calm = roll.random() < 0.35
        if calm:
            self.wordy = self.person_wordy = self.rated = 0.0
        for place in self.places:
            kind = roll.random() * (0.5 if calm else 1.0)
            if kind < 0.12:
                self.add_flare(*place)
            elif kind < 0.32:
                self.add_story(*place)
            elif kind < 0.4:
                self.add_responses(*place)
            elif kind < 0.5:
                self.add_sparse(*place)
            else:
                self.add_course(*place)
        for _ in range(0 if calm else roll.choice((0, 0, 1, 2))):
            self.add_row()
        self.add_others()
        instants = sorted({record.at.instant for record in self.records}) or [START]
        anchor = roll.choice((instants[-1], instants[-1], roll.choice(instants)))
        spans = (0, 0, 0, 1, *SPANS[:9], *SPANS[:9], *SPANS)
        if calm and roll.random() < 0.6:
            anchor, spans = roll.choice(instants), (0, 0, 0, 6, 24, 36)
        nudge = timedelta(minutes=roll.choice((0, 0, 0, -1, 1)))
        as_of = anchor + timedelta(hours=roll.choice(spans)) + nudge
        return Diary.of(self.records), as_of

    def add_course(self, site: str, side: str) -> None:
        """The levels of one place: a usual level with noise, and rises that ease or stay."""
        roll = self.chance
        usual, noise = roll.choice((0, 1, 2, 2, 3, 5, 8, 9)), roll.choice((0, 0, 1, 2, 5))
        rise = 0.0
        drift = roll.choice((0, 0, 0, 0.05, 0.1, -0.05))
        for day in range(self.days):
            if roll.random() < 0.12:
                rise = roll.choice((1, 2, 2, 3, 3, 4, 5, 7))
            elif roll.random() < 0.5:
                rise *= roll.choice((0.5, 0.7, 1.0, 0.0, 1.3))
            for _ in range(roll.choice((1, 1, 1, 2, 3))):
                if roll.random() < self.density:
                    level = round(usual + rise + drift * day + roll.randint(-noise, noise))
                    self.add_entry(self.moment(day), site, side, min(10, max(0, level)))
        if roll.random() < 0.5:
            for _ in range(roll.choice((1, 1, 2))):
                moment = self.moment(roll.randrange(self.days))
                level = min(10, max(0, usual + roll.choice((0, 0, 0, -1, 1, 3))))
                self.records.append(Usual(id=self.name(), at=moment, level=level, site=site, side=side))

    def add_story(self, site: str, side: str) -> None:
        """Quiet days, then a session (or none) and readings at the spans that the rules name, to the minute."""
        roll = self.chance
        usual, quiet = roll.choice((0, 1, 2, 2, 3, 4, 6)), roll.choice((0, 1, 3, 4, 5, 8, 14, 30))
        for day in range(quiet):
            self.add_entry(self.moment(day), site, side, max(0, usual + roll.choice((0, 0, 0, 0, 1, -1))))
        if roll.random() < 0.5:
            level = max(0, usual + roll.choice((0, 0, 1, -1)))
            day = roll.randrange(quiet + 1)
            self.records.append(Usual(id=self.name(), at=self.moment(day), level=level, site=site, side=side))
        start = START + timedelta(days=quiet + roll.choice((0, 0, 1, 3)), hours=roll.choice((8, 18, 20)))
        if roll.random() < 0.8:
            minutes = roll.choice((None, 60, 30))
            self.add_session(Moment(start), minutes)
            if roll.random() < 0.3:
                again = start + timedelta(hours=roll.choice((24, 36, 48, 72)))
                self.add_session(Moment(again), None)
        hours, level = 0, usual
        for _ in range(roll.choice((1, 2, 3, 4, 5, 8))):
            hours += roll.choice((1, 2, 4, 5, 6, 10, 12, 14, 24, 24, 24, 24, 36, 44, 48, 72, 240))
            nudge = roll.choice((0, 0, 0, 0, 1, -1))
            level = min(
                10,
                max(0, roll.choice((level, level, usual + 2, usual + 3, usual + 4, usual + 1, level - 1, level + 1))),
            )
            moment = Moment(start + timedelta(hours=hours, minutes=nudge))
            self.add_entry(moment, site, side, level)

    def add_flare(self, site: str, side: str) -> None:
        """A usual level, then days two and more above it, with sessions between them, that ease at the end."""
        roll = self.chance
        usual, day, often = roll.choice((1, 2, 3)), roll.choice((0, 5, 12)), roll.choice((0.0, 0.3, 0.7))
        for quiet in range(day):
            self.add_entry(self.moment(quiet), site, side, usual)
        if day < 5 or roll.random() < 0.5:
            self.records.append(Usual(id=self.name(), at=self.moment(0), level=usual, site=site, side=side))
        level = usual + roll.choice((2, 2, 3, 5, 7))
        for _ in range(roll.choice((1, 2, 3, 4, 6, 18))):
            if roll.random() < often:
                self.add_session(Moment(START + timedelta(days=day, hours=roll.choice((10, 18, 20)))), None)
            self.add_entry(self.moment(day), site, side, min(10, level))
            level = roll.choice((level, level, level, level + 1, level - 1))
            day += roll.choice((1, 1, 1, 1, 2, 3))
        for _ in range(roll.choice((0, 1, 2, 3))):
            level = max(usual, level - roll.choice((0, 1, 2, 3)))
            self.add_entry(self.moment(day), site, side, level)
            day += roll.choice((1, 1, 2, 5))

    def add_responses(self, site: str, side: str) -> None:
        """Three or four sessions of one kind or two, and how the pain answers each."""
        roll = self.chance
        usual, apart, kind = roll.choice((0, 1, 2, 4)), roll.choice((2, 3, 3, 7, 9)), roll.choice(("", "gym"))
        if roll.random() < 0.7:
            self.records.append(Usual(id=self.name(), at=self.moment(0), level=usual, site=site, side=side))
        rises = roll.choice(((2, 2, 2, 2), (4, 4, 5, 4), (1, 2, 3, 4), (0, 1, 2, 2), (4, 2, 3, 1)))
        for number, rise in enumerate(rises[: roll.choice((2, 3, 3, 4))]):
            start = START + timedelta(days=1 + number * apart, hours=10)
            activity = roll.choice((kind, kind, kind, kind.upper(), "swim"))
            self.add_session(Moment(start), roll.choice((None, 60, 90)), activity)
            for hours, level in (
                (roll.choice((24, 25, 34, 47, 48)), usual + rise),
                (58, usual + roll.choice((0, 1, 2))),
            ):
                if roll.random() < 0.85:
                    moment = Moment(start + timedelta(hours=hours, minutes=roll.choice((0, 0, 0, 1, -1))))
                    self.add_entry(moment, site, side, min(10, level))

    def add_sparse(self, site: str, side: str) -> None:
        """A statement, some ten days that fill about half of their span, and a rise after them."""
        roll = self.chance
        stated, level, day = roll.choice((1, 2, 3, 5)), roll.choice((1, 3, 4, 6)), 0
        self.records.append(Usual(id=self.name(), at=self.moment(0), level=stated, site=site, side=side))
        for _ in range(roll.choice((9, 10, 10, 11, 15))):
            day += roll.choice((1, 2, 2, 2, 3))
            self.add_entry(self.moment(day), site, side, max(0, level + roll.choice((0, 0, 0, 1, -1))))
        for _ in range(roll.choice((1, 2, 4))):
            day += roll.choice((1, 1, 3))
            self.add_entry(self.moment(day), site, side, min(10, max(stated, level) + roll.choice((1, 2, 3, 4))))

    def add_row(self) -> None:
        """One word again and again, at spans that the rules name."""
        roll = self.chance
        word = roll.choice([word for word in IN_ROWS if word in QUALITIES or word in AT_SITE or word in OF_PERSON])
        hours = 24 * roll.randrange(self.days) + 20
        site, side = roll.choice(self.places)
        any_spans = tuple(roll.choice((1, 12, 24, 24, 48, 24 * 5, 24 * 7, 24 * 14, 24 * 28)) for _ in range(4))
        spans = roll.choice((any_spans, any_spans, (24, 24, 24, 24), (24 * 8, 24, 24, 24), (24, 24 * 6, 24 * 7, 24)))
        for span in (0, *spans[: roll.choice((1, 2, 3, 4))]):
            hours += span
            moment = Moment(START + timedelta(hours=hours, minutes=roll.choice((0, 0, 0, 0, 1, -1))))
            if roll.random() < 0.3:
                site, side = roll.choice(self.places)
            words = (word,) if roll.random() < 0.7 or word == "getting-worse" else (word, "getting-worse")
            if word in PERSON_ONLY:
                self.records.append(Entry(id=self.name(), at=moment, symptoms=words, source=self.source()))
            else:
                qualities = tuple(one for one in words if one in QUALITIES)
                symptoms = tuple(one for one in words if one in AT_SITE)
                pain = roll.choice((None, 2, 3, 3, 4, 5))
                reading = Reading(site, side, pain, qualities, symptoms)
                self.records.append(Entry(id=self.name(), at=moment, readings=(reading,), source=self.source()))

    def add_others(self) -> None:
        """Sessions, what is known, what was told, movements, and stray entries without a site."""
        roll = self.chance
        often = roll.choice((0.0, 0.05, 0.15, 0.4))
        for day in range(self.days):
            if roll.random() < often:
                minutes = roll.choice((None, 1, 30, 60, 240, 24 * 60))
                self.add_session(self.moment(day), minutes, roll.choice(("", "", "gym")))
            if roll.random() < self.person_wordy:
                words = (roll.choice((*OF_PERSON, "numbness", "swelling", "hot-joint", "weakness")),)
                self.records.append(Entry(id=self.name(), at=self.moment(day), symptoms=words, source=self.source()))
            if roll.random() < self.rated / 6:
                level, source = roll.choice((0, 2, 5, 7)), self.source()
                self.records.append(Entry(id=self.name(), at=self.moment(day), interference=level, source=source))
        if roll.random() < 0.2:
            self.records.append(Usual(id=self.name(), at=self.moment(0), level=roll.randint(0, 6)))
        for _ in range(roll.choice((0, 0, 1, 4)) if self.wordy or self.person_wordy else 0):
            self.add_known()
        for _ in range(roll.choice((0, 0, 1, 3))):
            self.add_ack()
        if roll.random() < 0.3:
            self.add_motions()

    def add_known(self) -> None:
        """A statement of what was there from the start, or of its end."""
        roll = self.chance
        site, side = roll.choice((*self.places, (None, None)))
        word = roll.choice((*AT_SITE, *OF_PERSON) if site else (*OF_PERSON, "numbness"))
        quality = (roll.choice(("sharp", "shooting", "radiating")),) if roll.random() < 0.3 else ()
        for ended in roll.choice(((False,), (False, True), (False, True, False), (True, False))):
            self.records.append(
                Known(
                    id=self.name(),
                    at=self.moment(roll.randrange(self.days)),
                    site=site,
                    side=side,
                    qualities=quality,
                    symptoms=(word,),
                    ended=ended,
                )
            )

    def add_ack(self) -> None:
        """A finding that was told, sometimes written down later."""
        roll = self.chance
        entries = [record.at for record in self.records if isinstance(record, Entry) and not record.at.date_only]
        moment = self.moment(roll.randrange(self.days))
        if entries and roll.random() < 0.7:
            # Soon after an entry there may be something to tell.
            entry = roll.choice(entries)
            moment = Moment(entry.instant + timedelta(hours=roll.choice((0, 1, 10, 24))), entry.offset)
        late = timedelta(hours=roll.choice((0, 0, 30)))
        rule = roll.choice(RULES)
        person = rule in ("emergency-signs", "interference") or (rule == "general-signs" and roll.random() < 0.6)
        site, side = (None, None) if person else roll.choice(self.places)
        self.records.append(
            Ack(
                id=self.name(),
                at=moment,
                recorded=roll.choice((None, moment.instant + late)),
                rule=rule,
                site=site,
                side=side,
                tier=roll.choice(TIERS),
                confirmed=roll.random() < 0.4,
            )
        )

    def add_motions(self) -> None:
        """Measurements of a movement that tends to get smaller, at times after it has become larger."""
        roll = self.chance
        unit = roll.choice(("deg", *UNITS))
        short = unit.endswith("-short")
        step = (-1.0 if unit == "self" else -2.0 if unit.startswith("cm") else -4.0) * (-1 if short else 1)
        value = (5.0 if short else 9.0 if unit == "self" else 40.0 if unit.startswith("cm") else 120.0) + roll.choice(
            (0, 0.1, 0.5)
        )
        if not short and unit != "self" and roll.random() < 0.4:
            value -= 5 * abs(step)
        gains = roll.choice((0, 0, 1, 3))
        for number, day in enumerate(sorted(roll.choices(range(self.days), k=roll.choice((2, 3, 3, 4, 5, 6, 8))))):
            self.records.append(
                Motion(
                    id=self.name(),
                    at=self.moment(day),
                    movement="bend",
                    side=roll.choice(("left", "left", "left", "")),
                    value=min(10.0, value) if unit == "self" else value,
                    unit=unit,
                )
            )
            turn = -3 if number < gains else roll.choice((-1, 0, 1, 1.25, 2, 2.5))
            value = max(0.0, round(value + step * turn, 1))


def random_diary(seed: int) -> tuple[Diary, datetime]:
    """The diary of a seed, and an instant to ask about."""
    return Maker(random.Random(seed)).make()
