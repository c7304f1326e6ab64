"""The words of movements, what is measured how, and the units that measure something else."""

from __future__ import annotations

from collections.abc import Iterable

from diary.domain.grammar.small_words import word_set
from diary.domain.grammar.tokens import words_of


def _keys(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in phrases.split(";"))


MOVES = word_set(
    "flexion flex flexing flexed extension ext extending extend rotation rotations rotate rotating rot abduction abd "
    "adduction dorsiflexion plantarflexion plantar dorsi df pf inversion eversion supination pronation deviation "
    "depression protraction retraction protrusion lateral medial external internal horizontal sideways bend bending "
    "bends straighten straightening straightened raise raising raises lift lifting lifts reach reaching turn turning "
    "turns twist twisting tilt tilting nod nodding opening closing opposition circumduction hyperextension "
    "hyperflexion slr er ir rom overhead active passive assisted scapular scaption scapulothoracic glenohumeral seated "
    "sitting standing prone supine lying loaded unloaded squat squatting lunge split splits shrug forward forwards "
    "backward backwards sidebend sidebending sideflexion curl hinge radial ulnar subtalar tibial femoral combined "
    "stretch butterfly windscreen"
)
MOVE_PHRASES = _keys(
    "straight leg raise;straight leg raising;single leg raise;side bend;side bending;side flexion;side tilt;side "
    "stretch;hand behind back;hand behind head;hand behind neck;arm raise;arm lift;leg raise;leg lift;heel slide;heel "
    "raise;calf raise;child pose;toe raise;wall slide;wall angel;wall angels;quad stretch;hamstring stretch;trunk "
    "rotation;trunk flexion;trunk extension;spinal rotation;spine rotation;cervical rotation;cervical flexion;cervical "
    "extension;back bend;back bending;back flexion;back extension;back rotation;leg extension;leg curl;knee to chest;"
    "prone knee bend;thumb opposition;90 90;up and down;looking up;looking down;looking left;looking right;look up;"
    "look down;figure four"
)
GAPS = _keys(
    "fingertips to floor;fingertip to floor;fingers to floor;finger to floor;finger tips to floor;finger tip to floor;"
    "fingertips floor;fingertip floor;fingers floor;finger floor;finger floor distance;fingertip floor distance;"
    "fingertip to floor distance;finger to floor distance;hands to floor;hand to floor;hands floor;fingers to ground;"
    "fingertips to ground;fingertips to toes;fingers to toes;hands to toes;hand to toes;heel to buttock;heel to "
    "buttocks;heel to bum;heel to bottom;heel buttock distance;heel to butt;chin to chest;chin to sternum;chin chest "
    "distance;finger to palm;fingers to palm;fingertip to palm;fingertips to palm;tragus to wall;occiput to wall;head "
    "to wall;back of head to wall;ftf;toe touch;touching toes;touch toes"
)
"""Distances that are left to a full movement: less is better, so they are kept as cm short of full."""
DISTANCES = _keys(
    "knee to wall;knee wall;weight bearing lunge;lunge to wall;knee to wall lunge;knee to wall test;toe to wall;mouth "
    "opening;jaw opening;mouth open;interincisal;interincisal opening;schober;schobers;modified schober;chest "
    "expansion;sit and reach"
)
"""Distances of which more is better."""
FORWARD_BENDS = _keys(
    "forward bend;bend forward;bends forward;bend forwards;bending forward;bending forwards;forward bending;forward "
    "flexion;flexion forward;trunk flexion;trunk bend;spine flexion;spinal flexion;back flexion;lower back flexion;low "
    "back flexion;lumbar flexion;lumbar spine flexion;lumbar forward bend;lower back bend;"
    "lower back forward bend;lower back bending forward;standing forward bend"
)
"""A bend whose cm are left from the fingertips to the floor, the usual measure at the lower back."""
PAIRED = (
    MOVES & word_set("dorsiflexion plantarflexion dorsi df pf inversion eversion supination pronation abduction abd "
                     "adduction slr er ir scaption subtalar tibial femoral")
)  # fmt: skip
"""Movements of one side, also where no place is named."""
PAIRED_PHRASES = _keys(
    "straight leg raise;straight leg raising;single leg raise;hand behind back;hand behind head;hand behind neck;arm "
    "raise;arm lift;leg raise;leg lift;heel slide;heel raise;leg extension;leg curl;prone knee bend;quad stretch;"
    "hamstring stretch;thumb opposition;knee to wall;knee wall;knee to wall lunge;knee to wall test;weight bearing "
    "lunge;lunge to wall;toe to wall;heel to buttock;heel to buttocks;heel to bum;heel to bottom;heel to butt;heel "
    "buttock distance;knee to chest;calf raise;toe raise"
)
AIMS = word_set("goal target aim should expected hoping hope planned supposed ought")
"""What comes after them is to be reached, and was not measured."""
STRENGTH = word_set(
    "grip pinch strength squeeze dynamometer mmt push pushing press force power kg kgs kilo kilos kilogram kilograms "
    "lb lbs pound pounds n newton newtons nm"
)
"""How strong, not how far."""
UNITS = {
    **dict.fromkeys(word_set("deg degs degree degrees ° º"), ("deg", 1.0)),
    **dict.fromkeys(word_set("cm cms centimetre centimetres centimeter centimeters"), ("cm", 1.0)),
    **dict.fromkeys(word_set("mm millimetre millimetres millimeter millimeters"), ("cm", 0.1)),
    **dict.fromkeys(word_set("inch inches in ″"), ("cm", 2.54)),
}
"""The unit that is kept, and how many of it one is."""
FOREIGN = word_set(
    "% percent per pct g m metre metres meter meters km s sec secs second seconds min mins minute minutes h hr hrs "
    "hour hours rep reps repetition repetitions set sets times x step steps stairs mmhg bpm watts w lbf ft foot feet "
    "floors points laps finger fingers fingerbreadths widths"
) | STRENGTH  # fmt: skip


def longest(table: Iterable[tuple[str, ...]], texts: tuple[str, ...]) -> int:
    """How many of these words the longest phrase of the table takes at their beginning; 0 for none."""
    return max((len(key) for key in table if texts[: len(key)] == key), default=0)
