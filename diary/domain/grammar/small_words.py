"""The words of the grammar around the vocabulary: small words, negations, kinds of level, words to ask about."""

from __future__ import annotations

from collections.abc import Mapping


def word_set(text: str) -> frozenset[str]:
    """The words of a text with spaces."""
    return frozenset(text.split())


NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

SUDDEN = "sudden; suddenly; came on suddenly; came suddenly; started suddenly; sudden onset; all of a sudden"
INTERFERENCE = (
    "interference; interferes; interfered; interfering; in the way; gets in the way; got in the way; "
    "in the way of day; gets in the way of day; got in the way of day; in the way of things"
)
OVERALL = "overall; generally; in general"
"""Beside a symptom, these make it one of the whole person."""
LINKS = "is; are; was; it; its; feels; feel; felt; feeling; am; have; has; im; i; were; ="
"""Fillers that say nothing at the beginning of a remark."""
FILLERS = (
    "in; on; of; at; with; w/; very; quite; rather; really; slightly; slight; bit; little; some; still; again; there; "
    "by; to; too; also; then; so; just; pretty; lots of; lot of; kind of; sort of; kinda; sorta; now then"
)
PAIN = (
    "pain; pains; painful; hurts; hurt; hurting; level; pain level; level of pain; score; pain score; rated; "
    "pain is; pain at; discomfort"
)
# A line with one of these is refused: "no numbness" read as numbness would raise a red flag.
NEGATIONS = (
    "no; not; none; never; without; w/o; nothing; neither; nor; no longer; less; gone; away; stopped; stops; hardly; "
    "barely; scarcely; absent; free; minus; non; nil; n/a; resolved; reduced; fading; faded; settled; healed; "
    "cleared; lessened; lower than; isnt; arent; wasnt; werent; dont; doesnt; didnt; hasnt; havent; hadnt; wont; no "
    "feeling of; fewer; lacks; lacking; nope; used to; painless; painfree; pain free; negative; disappeared; "
    "subsided; dwindling; milder; went away; gone down; went down; all gone; ok; okay; fine; normal; free of; "
    "free from; clear of; absence of; lack of; stopped being; un; deny; denies; denied; denying"
)
AFTERWARDS = word_set(
    "gone away stopped stops absent free resolved reduced fading faded settled healed cleared lessened "
    "disappeared subsided dwindling milder ok okay fine normal down "
)
"""Negations that stand after what they deny: numbness gone."""
NOT_TOLD = (
    "asked about; asked for; asked if; asked whether; asked me about; ruled out; rule out; rules out; ruling out; "
    "excluded; checked for; checks for; checking for; check for; checked if; looked for; looking for; tested for; "
    "testing for; test for; screened for; scanned for; read about; reading about; heard about; told about; warned "
    "about; warned of; watch for; watching for; look out for; except; except when; except for; apart from; other than; "
    "instead of; rather than; than; unlike; prevent; prevents; avoid; avoids; avoiding; risk of"
)
"""Before a quality or a symptom, these say that it is not there; before other words they are remarks."""
UNSURE = (
    "if; could be; may be; might be; could have been; as if; in case of; afraid of; scared of; fear of; fear; fears; "
    "feared; fearing; worried about; worry about; worrying about; dread; wondered about; almost; nearly; close to; "
    "seldom; rarely"
)
"""Before a quality or a symptom, these leave open whether it is there."""
OTHERS = word_set(
    "mother mum mom mummy father dad daddy wife husband partner son daughter sister brother friend neighbour neighbor "
    "colleague boss kid child baby toddler dog cat gran grandma granny grandmother grandad grandpa grandfather aunt "
    "uncle cousin boyfriend girlfriend flatmate roommate nephew niece grandson granddaughter boy girl he she kids "
    "children parents twin patient"
)
"""Other people: what they have is no sign of the person who writes."""
OTHERS_HAVE = word_set(
    "has had have is was are were feels felt gets got with suffers suffered complains complained having developed"
)
INABILITY = frozenset({"cant", "cannot", "can not", "couldnt", "could not", "unable to", "unable"})
EASING = (
    "better; much better; eased; eases; easing; easier; improved; improving; improves; easing off; eased off; "
    "calmer; calmed down"
)
"""Remarks, but for where they say of a word that there is less of it: swelling down."""
CIRCUMSTANCES = (
    "after; during; because; because of; from; when; while; whilst; before; due to; b/c; but; as; by doing; if; "
    "whenever; thanks to; doing; following; despite; although; though"
)
"""What follows them tells how it came about."""
POSITIONS = (
    "side of; back of; front of; top of; bottom of; inside of; outside of; inside; outside; inner; outer; behind; "
    "around; along; near; next to; under; underneath; across; base of; edge of; tip of; middle of"
)
KINDS: Mapping[str, str] = {
    "rest": "at rest; rest; resting; when resting; while resting; when at rest; in rest; lying still; sitting still",
    "on_movement": (
        "on movement; movement; move; on move; moving; when moving; when i move; with movement; while moving; "
        "on moving; in motion; on motion; on activity; with activity; on exertion"
    ),
    "worst": "worst; at worst; at its worst; max; maximum; peak; highest; at most; peaked at; up to",
    "best": "best; at best; at its best; lowest; minimum; at least",
}
ACTIVITIES = (
    "stairs; steps; walking; bending; lifting; running; standing; turning; twisting; reaching; squatting; kneeling; "
    "climbing; climbing stairs; going up stairs; going down stairs; up stairs; down stairs; upstairs; downstairs; "
    "gripping; pushing; jumping; jogging; cycling; driving; coughing; sneezing; rising; getting up; standing up; "
    "sitting down; bending over; bending down; lifting arm; reaching up; reaching overhead; reaching back; "
    "raising arm; carrying; typing; exercise; exercising; load; loading; weight bearing; uneven ground; hills; "
    "swallowing; chewing; breathing in; looking up; looking down; flexion; extension; rotation"
)
"""After `on`, `when` or `with`, or beside a level at rest, the level next to one is that on movement."""
BEFORE_ACTIVITIES = ("", "on", "on the", "when", "with", "while", "going", "hurts", "hurts when")
SEVERITIES: Mapping[str, str] = {
    "mild; mildly; faint": "mild is 1 to 3",
    "moderate; moderately; medium": "moderate is 4 to 6",
    "severe; severely; bad; terrible; awful; unbearable; excruciating; horrible; agony; agonising; agonizing": (
        "severe is 7 to 10"
    ),
}
COURSES: Mapping[str, str] = {
    "constant": "constant; constantly; all the time; non stop; nonstop; never stops; permanent; continuous; "
    "continuously; persistent; unrelenting; there all the time",
    "intermittent": "intermittent; intermittently; comes and goes; come and go; came and went; coming and going; "
    "on and off; off and on; on off; in waves; every now and then; now and then; now and again; "
    "from time to time; occasional; occasionally; sporadic; it comes and goes",
}
RADIATES = (
    "radiating to; radiating into; radiating down to; radiating down into; radiating down; radiates to; radiates into; "
    "radiates down to; radiates down; radiated to; radiated down; spreading to; spreading into; spreading down to; "
    "spreading down; spreads to; spreads into; spreads down to; spreads down; travelling to; traveling to; "
    "travelling down; traveling down; travels to; travels down; going to; going into; going down to; going down; "
    "goes to; goes into; goes down to; goes down; running to; running into; running down; running down to; runs to; "
    "runs down; runs down to; runs into; moving to; moving into; down to; down into; into; up to; up into; "
    "through to; referring to; refers to; extending to; extending into; extends to; extends into; down"
)
"""Between two places, these make the first radiating."""
KEPT = "since; until; till; ever since; up until; up till"
"""What follows them is never the time of the entry."""
SPANS = (
    "all day; all night; all morning; all afternoon; all evening; all week; all weekend; whole day; whole night; "
    "all day long; long day; day off; these days; one day; some days; most days; every day; daily; nightly; mornings; "
    "evenings; nights; afternoons; weekdays; weekends; earlier; lately; recently"
)
"""Times that are no time of an entry."""
UNITS = word_set(
    "set sets rep reps repetition repetitions hour hours hr hrs h min mins minute minutes sec secs second "
    "seconds day days night nights week weeks wk wks month months year years yr yrs km kms k mile miles m "
    "metre metres meter meters kg kgs kilo kilos lb lbs stone g mg ml x times time steps step flights "
    "flight floors toes fingers pills pill tablet tablets coffees coffee cups cup glasses beers pints "
    "laps lengths rounds people kids pillows cm mm inch inches percent % degrees degree th st nd rd "
    "sessions session classes class attempts lots stairs stops spots places points hills trips walks "
    "runs rides drives "
)
"""After a number, these make it a count and no level."""
SAME = (
    "same; same as yesterday; same as before; same as last time; same again; as yesterday; as before; "
    "no change; unchanged"
)
# Words with more than one meaning in the diary: the answer is an error that names the choices.
ASKS: Mapping[str, str] = {
    "tired; tiredness; exhausted; exhaustion; weary; drained; worn out; sleepy; knackered": (
        "write fatigue if it is more than tired muscles; else put it in the note, after --"
    ),
    "hot": "write hot-joint for a joint that is hot to the hand, or burning for how the pain feels",
    "or; maybe; perhaps; possibly; might; unsure": "log what is certain, and put the rest in the note, after --",
    "towards; between": "one level is one whole number, and a second place stands after a comma",
    "sciatica": "name the places (buttock, thigh, calf …) and the words that fit, such as radiating or tingling",
    "incontinence; incontinent; leaking": "bladder-trouble or bowel-trouble",
    "pressure": "chest-pain for pressure in the chest; else tight",
    "above; below": "name the region itself, and put where exactly in the note, after --",
    "am; pm": "a time of day is written 9pm or 21:00",
    "oclock": "a time of day is written 9pm or 21:00",
    "@": "a time follows it, such as @21:00 or @ yesterday 21:00",
}
