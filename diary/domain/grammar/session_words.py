"""The words of sessions: kinds, exercises, what was eased or skipped, loads, and what did not happen."""

from __future__ import annotations

from diary.domain.grammar.small_words import word_set

PLACES = frozenset({
    "physio", "pt", "physiotherapy", "physical therapy", "gym", "rehab", "hep", "home exercises", "home exercise",
    "home programme", "home program", "home workout", "workout", "exercises", "my exercises", "exercise", "session",
    "physio session", "pt session", "physio exercises", "rehab exercises", "physio at home", "hydro", "hydrotherapy",
    "physio class", "exercise class", "strength training", "weights", "training", "home", "ot", "osteo", "chiro",
})  # fmt: skip
"""Kinds of session before which no comma is needed: gym squats 3x10."""
SESSION_NOUNS = word_set(
    "session sessions physio pt physiotherapy therapy exercise exercises gym workout workouts hep rehab training "
    "class yoga pilates swim swimming walk walking run running hydro program programme routine stretches stretching "
    "show time today yesterday tonight appointment treatment therapist energy motivation chance way anything "
    "nothing it them one this that week day movement sport activity because due reason"
)
"""What a person did not do, after "no", "not" or "didn't do"; and the words with which they say so."""
SPORTS = word_set(
    "walk walks walked walking hike hiked hiking swim swam swimming run ran running jog jogged jogging ride rode "
    "riding cycle cycled cycling bike biking spin spinning yoga pilates class session sessions physio pt "
    "physiotherapy gym rehab hep workout exercises exercise training therapy treatment massage climb climbing "
    "climbed gardening golf tennis football dance dancing danced rowing row rowed aqua aquafit hydro hydrotherapy "
    "stretching stretches program programme routine chi zumba boxing barre ski skiing skating padel badminton "
    "squash circuit circuits housework"
)
"""Words that end the name of a kind of session: after one of them remarks may begin."""
EXERCISES = word_set(
    "squat squats bridge bridges plank planks lunge lunges clamshell clamshells clam clams curl curls press presses "
    "row rows raise raises lift lifts deadlift deadlifts slide slides stretch stretches sit sits step-up stepup "
    "stepups ups downs dip dips pushup pushups push-ups pullup pullups pullups pull-ups crunch crunches twist "
    "twists extension extensions flexion flexions rotation rotations abduction abductions adduction adductions hold "
    "holds hang hangs balance hop hops jump jumps thrust thrusts hinge hinges march marches bug bugs dog dogs cobra "
    "superman supermans supermen kickback kickbacks pulldown pulldowns fly flies flyes shrug shrugs tilt tilts tuck "
    "tucks retraction retractions nod nods pendulum pendulums pump pumps circle circles roll rolls rollout rollouts "
    "bend bends swing swings carry carries walkout walkouts apart aparts angels angel glide glides floss nordics "
    "nordic slr slrs rdl rdls isometric isometrics isometrics quad quads glute glutes mobilisation mobilisations "
    "mobilization squeeze squeezes setting sets tap taps drop drops climber climbers burpee burpees reach reaches "
    "cat cow camel pallof monster crab thruster thrusters kick kicks wallsit situp situps sit-ups toe-raise "
    "heel-raise calf-raise"
)
"""Words that name an exercise wherever they stand in a part between commas."""
REMARKS = word_set(
    "felt feel feels feeling went was were is good great well ok okay fine bad badly better worse best hard easy "
    "tough slow slowly fast quick gentle gently light lighter sore stiff tired tiring exhausted exhausting painful "
    "hurt hurts hurting ache aching achy aches too very really quite bit little lot some i it we he she they my "
    "after before because since due but while when until despite although though so then with without only just "
    "still again no not none never didnt dont couldnt cant wasnt isnt havent hadnt had have has did do does twice "
    "once about around almost nearly worked helped relaxed steady brisk intense moderate moderately strong weak "
    "wobbly shaky out short long swelling swollen pain pains nothing everything all last first finally thanks "
    "careful carefully manageable"
)
"""Words by which people tell how it went: they are no part of a kind or of a name once these have begun."""
CUTS = word_set("with after before because since but while when without felt feeling went was too very so then")
"""At one of these the kind of a session ends: walk with the dog."""
OPENERS = word_set("of on in at doing did do the a an my some for had went done to this")
"""Small words before a kind or a name, which say nothing: 30 min of yoga."""
REASONS = word_set(
    "too because due since as so hurt hurts sore from after tired knee back painful pain hurting felt ran"
)
EASED = frozenset({
    "eased", "eased off", "eased back", "eased down", "modified", "made easier", "easier version", "scaled down",
    "scaled back", "toned down", "adapted", "regressed",
})  # fmt: skip
LESS = word_set("half less fewer shorter lighter easier reduced smaller partly partially")
"""Behind the name of an exercise, these say that it was eased: squats half, plank shorter."""
SKIPPED = frozenset({"skipped", "skip", "left out", "omitted", "not done", "missed", "skipping"})
BECAUSE = word_set("because since as due for of to")
"""They begin a reason, and are no part of it."""
EACH = frozenset({
    "each side", "each leg", "each arm", "each foot", "each hand", "each way", "each direction", "per side", "per leg",
    "per arm", "either side", "both sides", "both legs", "both arms", "each",
})  # fmt: skip
COLOURS = word_set(
    "red yellow green blue black silver gold orange purple grey gray pink white tan light medium heavy strong thick "
    "thin extra-heavy hard soft"
)
BANDS = {
    **dict.fromkeys(("band", "bands", "theraband", "thera band", "resistance band", "mini band", "miniband"), "band"),
    "loop": "loop", "loop band": "loop", "tube": "tube", "tubing": "tube",
}  # fmt: skip
WEIGHTS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
    "%": "%", "percent": "%",
}  # fmt: skip
"""Units of a load."""
EFFORTS = word_set("effort rpe srpe exertion intensity borg")
NOT_DURING = word_set("after afterwards before beforehand next later at since following overnight today now this")
"""After "pain 4", these say that it was not the pain during the exercise."""
HOUR_LEADS = word_set("at around about from until till by circa ca")
"""A bare number after one of these may be an hour."""
NAMED_BY_NUMBER = word_set(
    "week day level phase stage programme program routine part series number no workout set round session block "
    "lesson c25k"
)
"""A number after one of these is its name: week 3."""

# What did not happen. Each with which words it denies: those after it, those before it, or all of its part.
DENIED_AFTER = frozenset({
    "no", "not", "didnt", "did not", "dont", "do not", "havent", "have not", "hasnt", "couldnt", "could not", "cant",
    "cannot", "can not", "wasnt", "wasnt able", "unable", "never", "without", "skipped", "skip", "skipping", "missed",
    "forgot", "forgotten", "instead of", "planned", "planning", "plan to", "will", "going to", "should have", "should",
    "meant to", "wanted to", "supposed to", "was going to", "too sore for", "too sore to", "too tired for",
    "too tired to", "bailed", "bailed on", "bailed out of", "ditched", "backed out of", "no time for", "no energy for",
    "too much pain for", "too much pain to", "gave up on", "wont", "would have", "neither", "zero",
})  # fmt: skip
DENIED_BEFORE = frozenset({
    "cancelled", "canceled", "cancel", "cancels", "cancelling", "canceling", "called off", "postponed", "rescheduled",
    "moved to", "put off", "off sick", "no show", "fell through", "closed", "got cancelled", "a miss", "not done",
    "called in sick", "off today",
})  # fmt: skip
DENIED_ALL = frozenset({
    "rest day", "day off", "off day", "days off", "took day off", "none", "nothing", "nope", "nil", "rest week",
    "week off", "nada", "no go", "not today", "resting", "rested",
})  # fmt: skip
PLANS = word_set("later soon")
"""Directly after the name of a session, they say that it is still to come."""
EXCEPT = frozenset({
    "except", "except for", "apart from", "other than", "excluding", "but not", "minus", "all but", "everything but",
    "aside from",
})  # fmt: skip
"""What follows them was not done, of a session that took place."""
EVERYTHING = word_set("everything all whole full complete entire of programme program routine exercises it them lot")
DONE_VERBS = word_set(
    "go happen do make attend come manage get have exercise train turn went gone done made today yet able bother "
    "swim walk run stretch start"
)
"""After "didn't" or "couldn't", these deny the session itself."""
MISSPELT = ("minutes", "effort", "skipped")
"""Words of a session that are offered for a misspelling."""
