"""The patterns by which people tell warning signs, the symptom that each may mean, and the guidance that names it.

A pattern: words stand for themselves, a name in capitals for any phrase of that class, `a|b` for either. Two parts
stand beside each other; with `..` up to three words lie between, with `...` up to six, never the end of a sentence or
a comma. `!a|b` before or after a pattern: none of these words stands there. Apostrophes, articles, "my" and small
words such as "still" are dropped before. Rows go from the particular to the general: the first takes the words.
"""

from __future__ import annotations

from typing import NamedTuple

SPINE = "NHS and NICE guidance on cauda equina syndrome"
GIRFT = "GIRFT pathway for suspected cauda equina syndrome"
MUSCLE = "NIOSH on rhabdomyolysis"
CLOT = "NHS on blood clots in the leg (deep vein thrombosis)"
JOINT = "NHS on hot, swollen joints"
NERVES = "NHS and NICE guidance on back pain with numbness, tingling or weakness"
ILLNESS = "NICE guidance on back pain: signs of another illness"
OTTAWA = "Ottawa knee and ankle rules"


class Row(NamedTuple):
    """Patterns that lead to one symptom, and the guidance that names the sign."""

    symptom: str
    source: str
    patterns: str


ROWS: tuple[Row, ...] = (
    Row("sexual-change", f"{SPINE}; {GIRFT}", """
        NOFEEL ... SEX; SEX .. NOFEEL; SEX .. nothing|different; CANT .. ERECTION; CANT feel|finish .. SEX;
        no|lost|losing|loss|lose|without|stopped|not|havent|never .. ERECTION; HARD .. ERECTION; ERECTION ..
        HARD|gone|NOFEEL|weak|soft; NOFEEL .. ERECTION; SEX problem|problems|numbness|dysfunction|function|feeling;
        erectile dysfunction|trouble|problem|problems; impotent; impotence; CANT come .. SEX|ERECTION|anymore; CANT
        cum; dont|doesnt|wont|not|didnt|hasnt|havent get|getting|go|stay|got|gone|work hard !to|time|enough;
        penis|dick|willy|cock|he wont work
    """),
    Row("dark-urine", MUSCLE, """
        DARK coloured|colored|colour|color|looking|stained URINE; DARK URINE !break|breaks; DARK and DARK URINE;
        DARK in URINE; DARK when i URINE; URINE BE .. DARK; URINE .. like|colour|color|coloured|colored .. DARK;
        URINE DARK; URINE turned DARK; toilet|loo water .. DARK; URINE .. of cola|coke|tea
    """),
    Row("saddle-numbness", f"{SPINE}; {GIRFT}", """
        NOFEEL ... WIPE; WIPE .. NOFEEL; WIPE .. HARD|nothing|different; dont|cant|not know|tell ... WIPE; NOFEEL ..
        SADDLE !of|of|my; SADDLE .. NOFEEL; SADDLE .. nothing; NOFEEL ... SADDLE !of; NOFEEL groin both sides;
        NOFEEL both groins; groin both sides NOFEEL; groin NOFEEL both|on sides|both; saddle
        numbness|numb|anaesthesia|anesthesia|paraesthesia; sat|sitting on nothing; CANT feel seat|chair|saddle
    """),
    Row("bowel-trouble", f"{SPINE}; {GIRFT}", """
        CANT .. hold|control|keep|stop|feel|tell|sense|know ... POO; CANT .. hold|control|feel|stop WIND; CANT ..
        POO; NOFEEL ... POO; POO .. NOFEEL; dont|not|didnt|never know|feel|notice ... POO; POO .. without
        feeling|noticing|knowing; no|lost|lose|losing|loss .. control .. POO|passage|bottom|bum|arse; POO control;
        POO .. gone|leak|leaked|leaking|leaks|accident|accidents|escaped; POO
        trouble|problem|problems|incontinence|incontinent; HARD .. with|controlling|holding POO;
        soiled|soiling|messed|messing|pooed|shat|pooped|crapped|pooing|pood|shitting MYSELF !laughing;
        poo|poos|shit|shits in MYSELF; faecal|fecal|bowel|anal|double incontinence|accident|leak|leakage;
        leak|leaked|leaking|leaks .. POO|bum|passage|bottom|arse|behind; skid|poo marks|stains .. in MYSELF; POO ..
        came|comes|slipped|slips|fell|falls out
    """),
    Row("bladder-trouble", f"{SPINE}; {GIRFT}", """
        CANT .. stop dribbling|dripping|leaking;
        cant|dont|didnt|not|never|couldnt|cannot|no tell|know|feel|notice|sense|longer .. need|needed|have|has|got to
        go !to|home|out|back|on|there|away|shopping|upstairs|downstairs;
        CANT ... PEE; NOFEEL ... PEE; HARD .. PEE; PEE .. CANT|HARD|NOFEEL; PEE ..
        leak|leaked|leaking|leaks|leakage|dribble|dribbles|dribbling|dribbled|accident|accidents|stuck|weak|weaker|gone|numb|retention|stops|stopped|stop|blocked;
        PEE|WEE .. wont|doesnt|not|never .. come|start|empty|emptying|empties|work|working|stop|hold|full; PEE ..
        without feeling|noticing|knowing|warning|realising|realizing; PEE .. myself|pants|trousers|knickers|bed|self
        !dry; wet|wetting|wets|weed|weeing|wee|pissed MYSELF !through; weak|slow|poor|lost|leaky|numb|lazy|stopping
        stream|flow|bladder|PEE; stream|flow .. weak|weaker|slow|poor|stops|trickle;
        no|lost|lose|losing|loss|less|poor|without .. control .. PEE; PEE control; lost .. bladder;
        cant|dont|didnt|not|never|couldnt|no tell|know|notice|realise|realize|feel|idea|longer ...
        PEE|WEE|bladder|toilet|loo|bathroom; no|less|lost|without|never|dont ..
        urge|need|feel|sensation|warning|want .. to|of|for|need .. PEE|WEE; PEE but|and|only
        nothing|drops|dribbles|trickle|little; nothing|drops|dribble|trickle|hardly anything|drop ..
        comes|came|coming .. out .. PEE|WEE|toilet|loo; nothing comes|came|coming !up|to|close|of;
        not|havent|hasnt|didnt|never|no|hardly|barely .. peed|urinated|weed|pee|urinate ..
        since|all|today|yesterday|for|hours|day; not|havent|hasnt|no .. for wee|pee since|today|yesterday;
        leak|leaked|leaking|leaks|leakage|dribble|dribbles|dribbling|dribbled ..
        PEE|WEE|urine|cough|coughed|sneeze|sneezed|laugh|laughed|MYSELF; CANT ..
        hold|stop|control|start|finish|do|have|feel .. WEE
        !bit|while|walk|rest|sleep|nap|break|more|tad|pain|boy|girl; CANT|to wee
        !bit|while|walk|rest|sleep|nap|break|more|tad|too|lie|girl|boy|sit; HARD to WEE; HARD weeing; CANT hold it
        in|any|until|till; CANT .. get|make .. toilet|loo|bathroom in|on time; CANT get there in time; CANT go to
        toilet|loo|bathroom; bladder|toilet|wetting
        accident|accidents|weakness|problem|problems|trouble|issue|issues; had|having .. accident in MYSELF;
        damp|wet|soggy pants|knickers|underwear|undies|boxers|pad|pads|nappy; urinary|urine
        retention|incontinence|hesitancy|urgency|leak|leakage; incontinent; incontinence; incontinance;
        started|need|needing|wearing|using|buy pads|nappies !for|on|under; push|pushing|press|pressing .. to|on ..
        PEE|WEE|bladder; PEE|WEE .. takes|taking|took ages|forever|minutes; takes|taking|took ages|forever to ..
        PEE|WEE|go
    """),
    Row("foot-drop", f"{SPINE}; {NERVES}", """
        trip|trips|tripped|tripping|stumble|stumbles|stumbled|stumbling .. over|on|with .. FOOT !of|stool;
        trip|trips|tripped|tripping over myself|nothing|thin|carpets|rugs|edges|flat; FOOT ..
        drag|drags|dragging|dragged|slap|slaps|slapping|slapped|flop|flops|flopping|flopped|floppy|droop|droops|drooping|drooped|hang|hangs|hanging|scuff|scuffs|scuffing|scuffed;
        FOOT .. catch|catches|catching|caught|catched|trips|tripping !in|up|on|ball; FOOT ..
        catch|catches|catching|caught on; catch|catching|catches|caught|stub|stubbing|scuff|scuffing|scuffs ..
        toe|toes|foot|feet|shoe|shoes !in|between|up; drag|drags|dragging|dragged .. FOOT|leg; drop foot;
        dropped|dropping foot !in|stool|rest; foot drop|drops|dropped|dropping; footdrop; dropfoot; FOOT .. drops;
        CANT .. lift|raise|pull|flex|move|wiggle|wriggle|bend|pick .. TOE !off; TOE .. wont|doesnt|dont|not
        lift|raise|come|move|go|wiggle|work|lifting; CANT .. walk|stand .. on heels|heel; CANT pull|bring|point ..
        TOE up; slapping|floppy|lazy|drooping foot|feet; high stepping
    """),
    Row("chest-pain", "NHS on chest pain", """
        !day|tool|treasure CHEST ..
        pain|pains|hurt|hurts|hurting|tight|tightness|tightening|pressure|heavy|heaviness|crushing|crushed|crush|squeezing|squeezed|squeeze|ache|aches|aching|achy|discomfort|stabbing|stab|stabs|burning|constricted|band|elephant|weight|attack|cramp|cramps|vice|vise|gripping|clamped|twinge|twinges|agony|killing
        !press|muscle|muscles|pec;
        pain|pains|hurt|hurts|hurting|tight|tightness|pressure|heaviness|heavy|crushing|squeezing|stabbing|ache|aching|discomfort|burning|weight|elephant|belt|band|brick|agony|twinge|sharp
        .. CHEST
        !of|press|presses|day|freezer|opener|openers|fly|flies|flys|stretch|stretches|expander|xray|x|physio|machine|workout|exercises|exercise|muscle|muscles|drawers|rate|infection;
        angina; heart attack; hurts|hurt|hurting|painful|pain|stabbing|sharp .. to|when|on|with|if ..
        breathe|breath|breathing !work|exercises|exercise
    """),
    Row("breathlessness", CLOT, """
        CANT .. BREATH !through|hold|work; CANT get|catch|draw|take .. BREATH; short|shortness|out of BREATH !work;
        out of puff; short of wind|puff; breathless; breathlessness; winded; puffed
        out|easily|walking|climbing|just; gasping|fighting|fight|gasp|struggling|struggle|gulping .. BREATH !work;
        HARD .. breathing|breathe !exercises|exercise|work|drill|technique; breathing ..
        HARD|heavy|heavily|fast|shallow|laboured|labored|difficult|rapid|quick !out|exercises;
        wheezing|wheezy|wheeze; panting; suffocating; lost .. breath; no breath !work|left|hold|in; losing breath;
        puffing and|after|on|like|just
    """),
    Row("cant-bear-weight", OTTAWA, """
        CANT .. put|bear|take|tolerate|hold|bare|place|stand .. weight; CANT weight bear|bare; CANT weightbear;
        wont|doesnt|not take|hold|bear|support .. weight; CANT .. stand|walk|step|hop|balance|put|tread .. on
        it|foot|leg|knee|ankle|heel|left|right|them|that; CANT .. put .. foot|leg|heel down|on|to; CANT stand on
        !tiptoe|tiptoes|toes|heels|one; CANT take|walk|do .. four|4|two|2|three|few|single|one steps|step; no weight
        on it|leg|foot|knee|ankle; not bearing weight; hopping .. instead|because|around|everywhere;
        painful|sore|much to stand|step|put|walk .. on|weight
    """),
    Row("giving-way", "NHS on knee pain", """
        gave|gives|giving|given|give way !to|at|sign|signs; gave|gives|giving|given|give in under|beneath; SITE ..
        gave|gives|giving|given|give out|up|under; it|which|and gave|gives out; buckle|buckles|buckled|buckling
        under|beneath|on|when|going|coming|down|walking|again|twice; SITE ..
        buckle|buckles|buckled|buckling|collapse|collapses|collapsed|collapsing|unstable|instability|fold|folds|folded|crumple|crumples|crumpled
        !up|laughing; collapse|collapses|collapsed|collapsing|went|go|goes|going|folded|gone .. from|out
        under|underneath|beneath; SITE .. slips|slipped|pops|popped out !on|of; SITE .. wont|doesnt|not|didnt
        hold|support .. me|up; unstable|wobbly knee|ankle|leg|legs|hip|knees; buckling; buckled !up|in|belt|seat
    """),
    Row("hot-joint", JOINT, """
        JOINT .. hot|roasting|boiling|scalding !weather|day|room|drink|tea; hot|boiling JOINT; hot|red swollen|red
        JOINT; hot and|but|swollen|puffy|red|angry .. JOINT; JOINT BE red|warm|glowing|angry !now|after|light|band;
        JOINT glowing|bright; JOINT red|warm and|hot|swollen|to; red and|hot|swollen|angry|puffy .. JOINT; warm
        swollen|and|red|puffy .. JOINT !up; JOINT .. warm to touch|hand; JOINT .. heat coming|radiating; JOINT ..
        swollen and red|hot|warm
    """),
    Row("swelling", f"{CLOT}; {JOINT}", """
        SWOLLEN !glands; CALF .. red|warm|hot|hard and red|warm|hot|hard|shiny|tender; red|warm|hot|hard and
        red|warm|hot|hard|shiny CALF; CALF .. bigger|fatter|thicker|larger|huge|red|warm|hot|rock|redder|shiny|purple;
        !a|of|with|the red|warm|hot|hard|fat|shiny calf|calves|shin; SITE .. like|size|big ..
        balloon|football|melon|sausage|sausages|tree; sausage fingers|toes; SITE ..
        blew|blown|puffed|puffs|ballooned|blows up !on|with; shoe|shoes|sock|socks|ring|boot ..
        tight|tighter|fit|wont .. SITE|swollen|any|longer|on
    """),
    Row("fever", f"{JOINT}; {ILLNESS}", """
        !hay|cabin|spring|lockdown|scarlet fever; fevers; feverish;
        high|running|run|raised|got|slight|mild|low|bit|having|spiked|spiking|body .. TEMPERATURE
        !outside|room|change|water|control|drop|is|plate|shower; TEMPERATURE
        of|is|was|at|up|over|above|around|about|near 37|38|39|40|41|100|101|102|103|104; TEMPERATURE
        38|39|40|101|102|103; 38|39|40|101|102 .. TEMPERATURE|fever; shivering; shivers; shivery; shaking chills;
        chills; rigors; rigor; night sweats; sweating|sweats|sweat at|all|through night; drenched|soaked in|with
        sweat; burning up; hot and cold
        !pack|packs|therapy|water|compress|compresses|showers|shower|treatment|bath|baths|alternating; teeth
        chattering; have|had|with|got temperature !of|20|21|19; flu like|symptoms
    """),
    Row("weight-loss", ILLNESS, """
        CLOTHES .. LOOSE|big !fit|fitting|for|ones|today; LOOSE CLOTHES without;
        losing|lost|loosing|shedding|dropped|dropping|loss .. weight !on|bench|plate|plates|from|belt|to; weight
        loss; weight .. falling|dropping|melting|disappearing|fell off|away; weight falling|dropping|dropped !to|on;
        lost|losing|dropped|down|loosing ..
        kg|kilo|kilos|kgs|pounds|lbs|lb|stone|pound|stones|5kg|4kg|3kg|6kg|2kg|7kg|8kg|10kg ..
        without|trying|not|eating|dieting|month|months|weeks|week|since|reason|unintentionally|why|this; lost ..
        stone|kilos|pounds|kg|lbs|dress; weight|kilos|pounds|stone .. without trying|dieting|diet|reason;
        notch|notches|hole|holes .. belt|tighter; belt .. notch|hole|notches|holes;
        getting|gotten|got|so|too|look|looking thin|skinny|gaunt|thinner !band|mat|pillow|socks|layer; dropped|gone
        .. dress|clothes size|sizes
    """),
    Row("night-pain", ILLNESS, """
        PAIN .. WOKE .. me|us|at|in|all|every; WOKE .. by|from|due|because|cause|cos|for ...
        pain|pains|ache|aches|agony|it|throbbing|cramp|cramps|spasm|spasms|hurting|aching|burning|sciatica|back|hip|knee|shoulder|leg;
        !dog|alarm|cat|kids|baby|phone|noise|neighbours|neighbors|he|she|son|daughter|husband|wife|partner|storm|rain|thunder|and|birds|toddler|bell|doorbell|nurse|they
        woke|wakes|waking|woken|wake me|us !early|for|with|coffee; PAIN woke|wakes|waking|woken|wake; PAIN ..
        keeps|kept|keeping me awake|up; me awake .. pain|ache|aching|hurting|throbbing|agony; awake ..
        pain|agony|aching|throbbing|hurting;
        cant|couldnt|didnt|dont|cannot|not|barely|hardly|no|bad|little|poor|never|lost|only|trouble|unable ... SLEEP
        ... pain|pains|ache|aching|agony|hurting|hurts|hurt|throbbing|sciatica|spasm|spasms|cramps; PAIN ..
        stop|stops|stopped|stopping|prevents|prevented|ruined|robs|disturbed|disturbs|interrupts|interrupted ..
        SLEEP; pain|pains|painful|ache|aches|aching|hurts|hurting|agony|worse|worst|throbs|throbbing ..
        night|nights|nighttime !shift|shifts|out|club|before|of|school|bus|when|and; night|nights|nighttime
        pain|pains|ache; no|any|find|comfortable position ..
        helps|help|comfortable|eases|works|comfy|relief|bed|sleep|night|find; CANT .. get|lie|find|be ..
        comfortable|comfy .. bed|night|sleep|position; CANT lie|sleep on|flat .. pain|hurts; up|pacing .. night ..
        with|from|because !kids|kid|baby|toddler|dog|friends
    """),
    Row("weakness", f"{SPINE}; {NERVES}", """
        DROPS .. THINGS !of|off|on; CANT .. JAR !on; CANT .. grip|grasp|squeeze|clench|pinch !for|too; CANT .. hold
        .. THINGS; CANT .. make .. fist; CANT .. do|fasten .. up .. buttons|button|zip|bra; GRIP ..
        WEAK|gone|poor|going|bad|failing|worse|less|rubbish|hopeless|shot; WEAK GRIP;
        no|lost|losing|loss|poor|less|bad .. GRIP !of|socks|tape|on|gloves; GRIP BE not|less; WEAK
        !tea|coffee|signal|excuse|opioid|opioids|painkiller|painkillers|dose|link|spot|wifi|band|willed|sun|bladder|squash|beer|spots|points|point|for|sauce|vessel|movement|argument|evidence;
        CANT .. lift|raise|move|straighten|bend|use .. arm|leg|hand|legs|arms|wrist|thumb|fingers|knee|limb
        !over|above|overhead|past|higher|beyond|without|pain|weights|behind; CANT .. stand|go|rise|get .. on|onto|up
        tiptoe|tiptoes|toes|tippy; arm|hand|wrist|fingers|leg|legs|thumb ..
        wont|doesnt|dont|not|stopped|didnt|refuses|refused|gave
        work|works|working|lift|move|obey|grip|close|open|respond|responding|moving|cooperate|do|up|listen
        !out|as|yet|today|much; foot|leg|legs|arm|hand .. BE lazy|slow|dead|heavy weight|and; lost .. use of ..
        SITE; lost .. movement .. SITE; wrist drop; pen|cup|mug|phone|keys|fork .. slips|slipped|fell|falls|slipping
        .. hand|hands|fingers
    """),
    Row("tingling", NERVES, "TINGLE !balm|mint|sauce|shampoo|with"),
    Row("numbness", NERVES, """
        SITE .. NUMB
        !lift|lifts|bug|bugs|hang|hangs|at|by|before|early; NUMB .. SITE !sleep|lift; dead
        arm|leg|hand|foot|feet|legs|arms|fingers|toes|hands !hang|hangs|lift|bug|raise; NOFEEL .. in|on|from ..
        SITE; NOFEEL SITE; NOFEEL .. SITE !pain|sore; !emotionally|mentally|comfortably|i numb|numbness|numbish
        !cream|gel|from|with|to
    """),
    Row("locking", "NHS on knee pain", """
        SITE|it|joint .. lock|locks|locked|locking|stuck|jams|jammed|jamming|seized|seizes|seizing
        !door|out|on|at|screen|down; locks|locked|locking up; gets|got|getting|get stuck !in|on|at|into|behind|with
    """),
)  # fmt: skip
