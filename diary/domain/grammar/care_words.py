"""The words of self-care: what belongs to which kind, names of medicines, what is denied, units of a dose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.tokens import words_of
from diary.domain.vocabulary import CARES

_PLAIN = {
    "ice": "ice; iced; icing; cold; cooling; cooled",
    "heat": "heat; heated; warm; warmth",
    "rest": "rest; rested; resting",
    "hydration": "hydration; hydrate; hydrated; hydrating",
    "movement": "movement; gentle movement; moving; moved",
    "medication": (
        "medication; medications; medicine; medicines; meds; med; pill; pills; tablet; tablets; painkiller; "
        "painkillers; pain killer; pain killers; pain med; pain meds; pain medication; pain medicine; pain pill; pain "
        "pills; pain tablet; pain tablets; pain relief tablet; pain relief tablets; pain reliever; pain relievers; my "
        "meds; usual meds; regular meds; morning meds; evening meds; analgesic; analgesics"
    ),
}
"""Words that say no more than the kind; after them comes the name."""
_NAMED = {
    "ice": (
        "ice pack; ice packs; cold pack; cold packs; cool pack; ice bath; cold bath; cold shower; cool shower; cold "
        "compress; cold water; cold water bath; cold plunge; ice massage; ice cube; ice cubes; ice cup; ice bag; bag "
        "of ice; frozen peas; bag of peas; bag of frozen peas; frozen gel pack; frozen gel; cold gel pack; ice "
        "water; ice machine; cryo cuff; cryocuff; cryotherapy; game ready; cold therapy; cold wrap; ice wrap; cold "
        "flannel; cold towel; cool flannel; cool bath; cool compress; cold foot bath; ice spray; cold spray; ice "
        "roller"
    ),
    "heat": (
        "heat pack; heat packs; hot pack; warm pack; hot bath; warm bath; hot shower; warm shower; hot water bottle; "
        "heating pad; heat pad; heated pad; electric blanket; heated blanket; wheat bag; wheat pack; wheatbag; wheat "
        "bags; wheaty bag; rice bag; rice sock; cherry stone pillow; cherry pit pillow; hot compress; warm compress; "
        "hot towel; warm towel; hot flannel; heat wrap; heat belt; heat lamp; infrared lamp; heat cream; heat patch; "
        "heat rub; thermacare; sauna; hot tub; steam room; steam bath; steam; warm water; hot stones; hot stone; "
        "heat therapy; hottie; hot wheat bag; warm foot bath; hot foot bath; paraffin wax bath; wax bath; heated "
        "seat; deep heat; microwave heat pack; grain bag; bean bag heated; mud pack; moor pack; fango"
    ),
    "rest": (
        "lying down; lie down; lay down; laid down; lied down; lying flat; lay flat; lying on the floor; lay on the "
        "floor; nap; napped; napping; took it easy; take it easy; taking it easy; put my feet up; feet up; put feet "
        "up; bed rest; bedrest; stayed in bed; sat down; sitting down; slept; sleep; break; took a break; paused; "
        "lie in; siesta; relaxed; relaxing; relative rest; rest break; stayed on the sofa; stayed off it; off my "
        "feet; rest and elevation; rest and elevate"
    ),
    "hydration": (
        "water; drinking; drank; drink; drank water; drinking water; glass of water; glasses of water; bottle of "
        "water; pint of water; fluids; electrolytes; electrolyte drink; herbal tea; squash; sports drink; "
        "rehydration; rehydrated; rehydration salts; isotonic drink"
    ),
    "movement": (
        "walk; walks; walking; walked; stretching; stretch; stretches; stretched; gentle stretching; gentle stretches; "
        "gentle walk; short walk; easy walk; slow walk; stroll; strolled; pacing; moved around; moving around; got up "
        "and moved; easy stretches; pottering; pottered; easy movement; gentle mobility; mobility; mobilising; "
        "mobilizing; light movement; ankle pumps; pendulums; shook it out; cat cow; cat camel; rocking; wriggled; "
        "shoulder rolls; neck rolls; walked around; wandered around; dog walk; dogwalk; went for a walk; walkies"
    ),
}
_OTHER = (
    "tens; tens machine; tens unit; tens pads; ems; massage; massaged; self massage; massage gun; massage ball; "
    "massager; tape; taped; taping; kt tape; kinesio tape; kinesiotape; kinesiology tape; k tape; rock tape; "
    "strapping; strapped; foam roller; foam rolling; foam rolled; foam roll; roller; rolling; tennis ball; lacrosse "
    "ball; spiky ball; trigger point ball; bath; bathed; epsom bath; epsom salt bath; epsom salts; shower; brace; "
    "knee brace; back brace; wrist brace; ankle brace; splint; night splint; wrist splint; sling; crutches; stick; "
    "walking stick; cane; collar; neck collar; insoles; orthotics; heel raise; heel cup; bandage; tubigrip; wrap; "
    "support; knee support; compression; compression sleeve; compression sock; compression socks; compression "
    "bandage; sleeve; leg up; legs up; foot up; put leg up; put legs up; put foot up; had leg up; had legs up; leg "
    "elevated; legs elevated; foot elevated; elevated leg; elevated legs; elevated foot; elevated knee; elevated "
    "ankle; raised leg; raised legs; leg raised; legs raised; leg elevation; elevation; elevated; elevate; "
    "acupuncture; dry needling; cupping; acupressure; acupressure mat; shakti mat; meditation; "
    "meditated; breathing; breathing exercises; deep breathing; relaxation; "
    "mindfulness; body scan; yoga nidra; hypnosis; pacing plan; ultrasound; shockwave; laser; cold laser; laser "
    "therapy; traction; inversion table; decompression; cushion; wedge; pillow; posture; posture corrector; standing "
    "desk; lumbar roll; lumbar support; reflexology; reiki; osteopath; chiropractor; manipulation; mobilisation; "
    "mobilization; magnet; copper bracelet; red light; red light therapy; biofeedback; distraction; music; "
    "aromatherapy; lavender; cold cap; vibration; vibration plate; gua sha; theragun; scar massage; desensitisation; "
    "desensitization; mirror therapy; boot; walking boot; moon boot; pool; hydrotherapy; swim; swam; swimming; float "
    "tank; floating; journaling; cbt; pain diary"
)
"""Self-care that is none of the kinds: it is kept as `other`."""
DEVICES = word_set(
    "brace splint sling crutches stick cane collar insoles orthotics cup bandage tubigrip wrap support sleeve sock "
    "socks compression tape strapping roller ball laser magnet bracelet mat cushion wedge pillow corrector desk roll "
    "boot table cap light plate machine unit pads gun massager theragun"
)
"""The name of one of these alone does not say that it was used."""
_NO_KIND = (
    "warm up; warmed up; warming up; warmup; warm down; cool down; cooled down; cooling down; cooldown; warm weather; "
    "cold weather; heat wave; heatwave; cold sore; cold sores; cold hands; cold feet; head cold; common cold; caught a "
    "cold; hot flush; hot flash; cold sweat; heat rash; walking frame; walking poles; movement class; water aerobics; "
    "water retention; rest pain; stretch band; stretch bandage; stretch mark; pill box; pill organiser"
)
"""They begin like a kind and are none."""
_MEDICINES = (
    "ibuprofen; ibuprofene; nurofen; brufen; advil; motrin; dolormin; paracetamol; panadol; calpol; tylenol; "
    "acetaminophen; doliprane; efferalgan; ben u ron; benuron; aspirin; aspirine; asa; disprin; naproxen; naprosyn; "
    "aleve; diclofenac; voltarol; voltaren; voltarene; celecoxib; celebrex; etoricoxib; arcoxia; meloxicam; mobic; "
    "indomethacin; indometacin; ketoprofen; dexketoprofen; ketorolac; toradol; piroxicam; mefenamic acid; ponstan; "
    "etodolac; nabumetone; aceclofenac; metamizole; metamizol; novalgin; novaminsulfon; dipyrone; analgin; codeine; "
    "cocodamol; co codamol; solpadol; zapain; kapake; codydramol; co dydramol; dihydrocodeine; df118; tramadol; "
    "ultram; zydol; zaldiar; tilidine; tilidin; valoron; tapentadol; palexia; nucynta; morphine; oramorph; mst; "
    "sevredol; oxycodone; oxycontin; oxynorm; longtec; percocet; hydrocodone; vicodin; norco; hydromorphone; "
    "dilaudid; fentanyl; buprenorphine; butrans; butec; methadone; nefopam; targinact; gabapentin; neurontin; "
    "pregabalin; lyrica; duloxetine; cymbalta; venlafaxine; milnacipran; amitriptyline; nortriptyline; imipramine; "
    "carbamazepine; lamotrigine; topiramate; baclofen; tizanidine; methocarbamol; robaxin; cyclobenzaprine; "
    "flexeril; orphenadrine; tolperisone; muscle relaxant; muscle relaxer; diazepam; valium; lorazepam; clonazepam; "
    "prednisolone; prednisone; dexamethasone; methylprednisolone; cortisone; steroid; hydrocortisone; depo medrone; "
    "kenalog; triamcinolone; methotrexate; sulfasalazine; hydroxychloroquine; leflunomide; adalimumab; humira; "
    "etanercept; enbrel; colchicine; allopurinol; febuxostat; omeprazole; lansoprazole; pantoprazole; esomeprazole; "
    "famotidine; gaviscon; sumatriptan; rizatriptan; zolmitriptan; triptan; imigran; maxalt; ergotamine; "
    "propranolol; melatonin; zopiclone; zolpidem; mirtazapine; trazodone; sertraline; citalopram; lidocaine; "
    "lignocaine; versatis; capsaicin; qutenza; zacin; axsain; menthol; biofreeze; tiger balm; arnica; deep freeze; "
    "movelat; ibugel; ibuleve; fenbid; traxam; flexiseq; magnesium; magnesium citrate; magnesium glycinate; vitamin "
    "d; vitamin d3; vitamin b12; b12; vitamin c; calcium; zinc; iron; turmeric; curcumin; glucosamine; chondroitin; "
    "omega 3; fish oil; collagen; cbd; cbd oil; cannabis; medical cannabis; sativex; thc; low dose naltrexone; ldn; "
    "naltrexone; nsaid; nsaids; anti inflammatory; anti inflammatories; antiinflammatory; anti inflammatory gel; "
    "antihistamine; cetirizine; loratadine; antibiotic; antibiotics; amoxicillin; doxycycline; alendronate; "
    "alendronic acid; denosumab; prolia; teriparatide; zoledronate; botox; ppi; quinine; caffeine; excedrin; "
    "thomapyrin; anadin; feminax; midol; st johns wort; st john's wort; boswellia; devils claw; bromelain; white "
    "willow bark"
)
_FORMS = word_set(
    "gel cream ointment rub balm lotion patch patches plaster plasters spray injection injections jab shot infusion "
    "drip suppository suppositories syrup drops retard forte plus max extra strength sr mr xl er cr xr prolonged slow "
    "release modified soluble dispersible effervescent capsule capsules caplet caplets tablet tablets pill pills oil "
    "express liquid lysine sodium powder sachet sachets"
)
"""After the name of a medicine, what kind of it."""
DONE_WORDS = word_set(
    "took taken take taking used using had having did done doing applied applying put tried trying wore wearing "
    "went another more some got given gave swallowed popped rubbed"
)
"""At the beginning they say no more than that it was done."""
UNDONE_BEFORE = (
    "no; not; never; without; w/o; nothing; neither; nor; nope; instead of; rather than; ran out of; run out of; "
    "running out of; out of; stopped taking; stopped using; stop taking; stopped; quit; quit taking; came off; will "
    "take; going to take; going to; gonna; planning to; plan to; planned to; want to; wanted to; wanted; should "
    "take; should have taken; should have; need to; needed to; need; meant to; supposed to; about to; would have; "
    "almost took; nearly took; hoping to; considering; thinking of; thinking about; avoided; avoiding; held off; "
    "holding off; put off; resisted; allergic to; ought to; must take; remember to; due; unable to; cannot; can not; "
    "could not; did not; do not; have not; has not; had not; was not; am not; if; unless; ordered; bought; "
    "prescribed; collected; picked up; should try; could try; might try; must try; advised; recommended; suggested; "
    "told to; asked to"
)
"""What follows them was not done."""
UNDONE_EITHER = (
    "skipped; skip; skipping; missed; forgot; forgotten; forgot to take; forgot my; refused; declined; cancelled; "
    "canceled; postponed; omitted; left out; delayed"
)
"""What follows them, or what stands before them, was not done."""
UNDONE_AFTER = (
    "none; nil; not taken; not done; not used; not today; not yet; never taken; ran out; run out; untouched; n/a; "
    "nope; stopped working out; no longer; if needed; if required; if necessary; if need be; when needed; if it hurts; "
    "if it gets worse; out of stock; sold out; all gone; should try; should help; would help; might help; might try; "
    "could try; will try; must try; not available; unavailable; recommended; advised; suggested; prescribed"
)
"""What stands before them was not done."""
UNDONE_WHOLE = (
    "rest day; rest days; day off; day of rest; drug free day; no meds day; off day; slept badly; slept poorly; slept "
    "terribly; slept awfully; slept little; slept very little; slept very badly; slept really badly; slept so badly; "
    "slept restlessly; bad sleep; poor sleep; terrible sleep; broken sleep; restless sleep; little sleep; sleep bad; "
    "sleep badly; sleep poor; sleep poorly; sleep was bad; sleep was poor; sleep was terrible"
)
PLANS = word_set("later soon")
"""Directly after what was named, they say that it is still to come."""
_PEOPLE = word_set(
    "wife husband partner mum mom mother dad father son daughter brother sister friend colleague neighbour neighbor "
    "flatmate roommate child kid girlfriend boyfriend grandma grandpa grandmother grandfather she he they doctor gp "
    "physio surgeon nurse pharmacist consultant therapist specialist chemist"
)
_SAYS = (
    "took; takes; taking; has taken; had taken; uses; used; swallowed; drank; says; said; said to; said i should; told "
    "me to; tells me to; wants me to; advised; advises; recommended; recommends; suggested; suggests; asked me to; "
    "offered; offers; prescribed; gave me prescription for; thinks i should; wants; mentioned"
)
"""After a person these tell what somebody else took, or said."""
NO_RELIEF = (
    "didnt help; did not help; doesnt help; does not help; dont help; not help; not helped; not helping; not helpful; "
    "hasnt helped; has not helped; havent helped; isnt helping; wasnt helpful; no relief; zero relief; without relief; "
    "without any relief; no help; no effect; without effect; without any effect; no use; no better; no good; no "
    "difference; no change; no improvement; made no difference; makes no difference; didnt make difference; didnt make "
    "any difference; did not make difference; did nothing; does nothing; doing nothing; done nothing; didnt work; did "
    "not work; doesnt work; isnt working; not working; didnt do anything; did not do anything; didnt do much good; "
    "useless; relief none; relief nil; relief zero; didnt touch it; didnt touch pain; did not touch it; didnt relieve "
    "it; never helped; barely any relief none; helped not at all; nothing helped"
)
AFTER_NO_RELIEF = word_set("much lot enough really long yet fully completely entirely immediately initially very first")
"""After "didn't help" these say that it helped somewhat, or helped later."""
MEDICINE_UNITS = word_set(
    "mg mgs mcg µg μg ug iu units unit tablet tablets tab tabs pill pills capsule capsules cap caps caplet caplets "
    "drops drop puff puffs patch patches sachet sachets suppository suppositories spray sprays dose doses ampoule "
    "ampoules injection injections shot shots lozenge lozenges milligram milligrams micrograms mg/ml effervescent "
    "plasters"
)
DOSE_UNITS = MEDICINE_UNITS | word_set(
    "g gram grams ml mls l litre litres liter liters dl cl oz pint pints glass glasses cup cups bottle bottles mug "
    "mugs spoon spoons teaspoon teaspoons tsp tbsp spoonful spoonfuls % percent x times time sets set reps rep "
    "rounds round laps lap lengths km kms k mile miles m metres meters step steps blocks min mins minute minutes h "
    "hr hrs hour hours sec secs second seconds minutes degrees stretches cubes layers strips pumps squirts bags "
    "packs days day"
)
STOP_WORDS = word_set(
    "made makes make gave gives helped helps help helping worked works working because for when after before while "
    "with without which that me my i it was is felt feel feels feeling now still but so then and on in at to from "
    "not no did didnt had has have got pain painful hurt hurts hurting sore better worse ok fine good bad great "
    "slept sleep sleepy dizzy nausea nauseous sick drowsy tired woke during since until too very really just only "
    "also together same usual again as needed daily every each this last first morning evening night today extra "
    "relief eased eases easing lot little bit some almost nearly about around later earlier each both then followed "
    "alternating if"
)
"""No names of medicines."""
HELPING = word_set(
    "helped helps help helping eased eases easing relief relieved lasted lasts lasting better worked works working "
    "gone after within later settled calmed until before since every"
)
"""A duration after one of these is how long it helped, not how long it was done."""


class Phrase(NamedTuple):
    """What a phrase is to self-care, and the kind it belongs to."""

    role: str
    activity: str = ""


@cache
def phrases() -> Mapping[tuple[str, ...], Phrase]:
    """Every phrase of self-care by its words; where two are equal, the later one counts."""
    table: dict[tuple[str, ...], Phrase] = {}

    def add(texts: str, phrase: Phrase) -> None:
        for text in texts.split(";"):
            if key := words_of(text):
                table[key] = phrase

    add(_OTHER, Phrase("other-thing", "other"))
    for care in CARES.values():
        add(";".join(care.other_words), Phrase("named", care.name))
    for activity, texts in _NAMED.items():
        add(texts, Phrase("named", activity))
    add(_MEDICINES, Phrase("medicine", "medication"))
    for activity, texts in _PLAIN.items():
        add(texts, Phrase("plain", activity))
    add(_NO_KIND, Phrase("no-kind"))
    add("other", Phrase("other", "other"))
    add(";".join(DONE_WORDS), Phrase("done"))
    add(UNDONE_BEFORE, Phrase("undone", "before"))
    says = [words.strip() for words in _SAYS.split(";")]
    add(";".join(f"{person} {words}" for person in _PEOPLE for words in says), Phrase("undone", "before"))
    add(UNDONE_EITHER, Phrase("undone", "either"))
    add(UNDONE_AFTER, Phrase("undone", "after"))
    add(UNDONE_WHOLE, Phrase("undone", "whole"))
    add(NO_RELIEF, Phrase("no-relief"))
    return table


@cache
def _longest_from() -> Mapping[str, int]:
    longest: dict[str, int] = {}
    for key in phrases():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


def match_phrase(texts: tuple[str, ...]) -> tuple[int, Phrase] | None:
    """How many words the longest phrase at the beginning takes, and what it is; None where none begins."""
    for length in range(min(_longest_from().get(texts[0], 0) if texts else 0, len(texts)), 0, -1):
        if phrase := phrases().get(texts[:length]):
            return length, phrase
    return None


def is_form(text: str) -> bool:
    """Whether a word says which form of a medicine it is."""
    return text in _FORMS
