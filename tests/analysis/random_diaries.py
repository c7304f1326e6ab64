"""Random diaries, small but nasty: sparse and dense, many sites, and times that fall on the boundaries of the rules."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Known, Motion, Reading, Record, Session, Usual

START = datetime(2026, 1, 5, tzinfo=UTC)
PLACES = (
    ("knee", "left"), ("knee", "right"), ("foot", "left"), ("calf", "right"), ("thigh", "both"), ("buttock", "left"),
    ("lower back", "center"), ("head", "center"), ("shoulder", "right"), ("neck", "left"),
)  # fmt: skip
MILD = ("dull", "aching", "stiff", "tight", "tender")
QUALITIES = (*MILD, "burning", "throbbing", "cramping", "sharp", "shooting", "electric", "radiating")
AT_SITE = ("numbness", "tingling", "weakness", "swelling", "hot-joint", "foot-drop", "getting-worse")
OF_PERSON = (
    "fatigue", "saddle-numbness", "bladder-trouble", "bowel-trouble", "dark-urine", "chest-pain", "breathlessness",
    "fever", "night-pain", "weight-loss", "getting-worse",
)  # fmt: skip
SPANS = (0, 6, 10, 24, 36, 44, 48, 72, 96, 120, 24 * 7, 24 * 10, 24 * 14, 24 * 60)
RULES = ("emergency-signs", "neurological", "swelling", "not-improving-48h")


@dataclass
class Maker:
    """Makes one diary from a seed; what is drawn first sets its character."""

    chance: random.Random
    records: list[Record] = field(default_factory=list)

    def make(self) -> tuple[Diary, datetime]:
        """The diary, and an instant to ask about."""
        roll = self.chance
        self.days = roll.choice((3, 7, 14, 30, 45, 70, 90))
        self.density = roll.choice((0.15, 0.4, 0.8, 1.0, 1.0))
        self.wordy = roll.choice((0.0, 0.0, 0.0, 0.02, 0.1, 0.4))
        self.person_wordy = 0.0 if roll.random() < 0.6 else roll.choice((0.02, 0.1))
        self.rated = roll.choice((0.0, 0.0, 0.2))
        self.offsets = roll.choice(((0,), (3600,), (0, 3600), (-5 * 3600, 9 * 3600), (-36000, 46800)))
        self.grid = roll.choice(("evening", "evening", "twice", "quarter", "any"))
        self.places = roll.sample(PLACES, roll.choice((1, 1, 2, 3)))
        if self.chance.random() < 0.15:
            self.places = [("knee", "left"), ("foot", "right"), ("lower back", "center")]
        for place in self.places:
            if roll.random() < 0.4:
                self.add_story(*place)
            else:
                self.add_course(*place)
        self.add_others()
        instants = sorted({record.at.instant for record in self.records}) or [START]
        anchor = roll.choice((instants[-1], instants[-1], roll.choice(instants)))
        nudge = timedelta(minutes=roll.choice((0, 0, 0, -1, 1)))
        as_of = anchor + timedelta(hours=roll.choice((0, 0, 0, 1, *SPANS[:9], *SPANS))) + nudge
        return Diary.of(self.records), as_of

    def name(self) -> str:
        """The next id."""
        return f"t{len(self.records):05}"

    def moment(self, day: int, *, whole: bool = False) -> Moment:
        """A time on that day, on the grid of this diary."""
        roll = self.chance
        offset = self.offsets[min(len(self.offsets) - 1, len(self.offsets) * day // (self.days + 1))]
        if not whole and roll.random() < 0.05:
            return Moment(START + timedelta(days=day, hours=12, seconds=-offset), offset, date_only=True)
        hours: float = {
            "evening": 20.0,
            "twice": roll.choice((8.0, 20.0)),
            "quarter": roll.choice((0.0, 6.0, 10.0, 12.0, 20.0, 22.0)),
            "any": roll.randrange(24 * 60) / 60,
        }[self.grid]
        nudge = roll.choice((0, 0, 0, 0, 0, 0, -1, 1))
        return Moment(START + timedelta(days=day, hours=hours, minutes=nudge, seconds=-offset), offset)

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
            self.records.append(Session(id=self.name(), at=Moment(start), minutes=minutes))
            if roll.random() < 0.3:
                again = start + timedelta(hours=roll.choice((24, 36, 48, 72)))
                self.records.append(Session(id=self.name(), at=Moment(again)))
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

    def add_entry(self, moment: Moment, site: str, side: str, level: int) -> None:
        """One entry, sometimes with words, sometimes about a second place, sometimes without a level."""
        roll = self.chance
        readings = [self.reading(site, side, level)]
        if len(self.places) > 1 and roll.random() < 0.1:
            other = roll.choice([place for place in self.places if place != (site, side)])
            readings.append(self.reading(*other, roll.randint(0, 10)))
        symptoms = (roll.choice(OF_PERSON),) if roll.random() < self.person_wordy else ()
        rated = roll.random() < self.rated
        self.records.append(
            Entry(
                id=self.name(),
                at=moment,
                readings=tuple(readings),
                symptoms=symptoms,
                interference=roll.choice((0, 2, 3, 4, 5, 6, 7, 9)) if rated else None,
                fatigue=roll.choice((0, 3, 4, 6)) if roll.random() < self.person_wordy else None,
            )
        )

    def reading(self, site: str, side: str, level: int) -> Reading:
        """One reading; mild words are more usual than grave ones."""
        roll = self.chance
        qualities: tuple[str, ...] = (roll.choice(MILD),) if roll.random() < 0.2 else ()
        symptoms: tuple[str, ...] = ()
        if roll.random() < self.wordy:
            qualities = tuple(dict.fromkeys((*qualities, roll.choice(QUALITIES))))
        if roll.random() < self.wordy:
            symptoms = (roll.choice((*AT_SITE, *AT_SITE, *OF_PERSON)),)
        sudden = roll.random() < self.wordy
        pain = None if (qualities or symptoms or sudden) and roll.random() < 0.2 else level
        return Reading(site, side, pain, qualities, symptoms, sudden)

    def add_others(self) -> None:
        """Sessions, what is known, what was told, movements, and stray entries without a site."""
        roll = self.chance
        often = roll.choice((0.0, 0.05, 0.15, 0.4))
        for day in range(self.days):
            if roll.random() < often:
                minutes = roll.choice((None, 1, 30, 60, 240, 24 * 60))
                self.records.append(Session(id=self.name(), at=self.moment(day), minutes=minutes))
            if roll.random() < self.person_wordy:
                words = (roll.choice((*OF_PERSON, "numbness", "swelling", "hot-joint", "weakness")),)
                self.records.append(Entry(id=self.name(), at=self.moment(day), symptoms=words))
            if roll.random() < self.rated / 6:
                level = roll.choice((0, 2, 5, 7))
                self.records.append(Entry(id=self.name(), at=self.moment(day), interference=level))
        if roll.random() < 0.2:
            self.records.append(Usual(id=self.name(), at=self.moment(0), level=roll.randint(0, 6)))
        for _ in range(roll.choice((0, 0, 1, 4)) if self.wordy or self.person_wordy else 0):
            self.add_known()
        for _ in range(roll.choice((0, 0, 1, 3)) if self.wordy or self.person_wordy else 0):
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
        moment = self.moment(roll.randrange(self.days))
        late = timedelta(hours=roll.choice((0, 0, 30)))
        recorded = roll.choice((None, moment.instant + late))
        tier = roll.choice(("", "emergency", "immediate", "discuss"))
        rule = roll.choice(RULES)
        self.records.append(Ack(id=self.name(), at=moment, recorded=recorded, rule=rule, tier=tier))

    def add_motions(self) -> None:
        """Measurements of a movement that tends to get smaller."""
        roll = self.chance
        unit = roll.choice(("deg", "deg", "deg-short", "self"))
        step = {"deg": -4.0, "deg-short": 4.0, "self": -1.0}[unit]
        value = {"deg": 120.0, "deg-short": 5.0, "self": 9.0}[unit] + roll.choice((0, 0.1, 0.5))
        for _ in range(roll.choice((2, 3, 3, 4, 6))):
            moment = self.moment(roll.randrange(self.days))
            self.records.append(
                Motion(
                    id=self.name(),
                    at=moment,
                    movement="bend",
                    side=roll.choice(("left", "left", "left", "")),
                    value=value,
                    unit=unit,
                )
            )
            value = max(0.0, round(value + step * roll.choice((-1, 0, 1, 1.25, 2, 2.5)), 1))
            if unit == "self":
                value = min(10.0, value)


def random_diary(seed: int) -> tuple[Diary, datetime]:
    """The diary of a seed, and an instant to ask about."""
    return Maker(random.Random(seed)).make()
