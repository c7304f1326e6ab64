"""Phrases of people: what tells a warning sign, by its symptom, and what tells none. All made up for these tests."""

from __future__ import annotations

TELL: dict[str, str] = {
    "saddle-numbness": """
        numb between the legs since yesterday
        no feeling in my private parts
        my bits have gone numb
        bum feels numb on both sides
        pins and needles in my crotch
        can't feel the paper when wiping
        wiping feels different, like it's not me
        toilet roll feels strange
        tingling around my back passage
        my genitals feel dead
        numbness in the saddle area
        it's all woolly down below
        lost feeling around the anus
        butt went numb and stayed numb
        fanny feels numb
        my willy is numb
        balls numb since the morning
        arse is completely numb
        insides of both thighs numb
        inner thighs tingly
        less sensation between my thighs
        it feels weird down there
        dont feel anything when i wipe my bum
        can’t feel my bottom on the chair
        numb perineum
        reduced feeling in vagina
        crotch is numb after the drive and won't wake up
        it's like sitting on nothing
    """,
    "bladder-trouble": """
        can't tell when I need to go
        I no longer feel when I need to go
        cant wee
        I can't pee properly
        couldn't start peeing this morning
        unable to pass urine since lunch
        having trouble weeing
        hard to get the pee going
        have to push to pee
        straining to pee
        wee won't come
        pee just dribbles
        wet the bed last night
        wet my pants on the bus
        pissed myself without knowing
        leaked a bit when I coughed
        leaking urine
        can't tell if my bladder is full
        don't know when I need to wee
        no urge to pee any more
        lost control of my bladder
        no control over my pee
        bladder feels numb
        can't feel myself peeing
        I need to pee but nothing comes
        nothing comes out when I sit on the loo
        haven't peed since this morning
        not been able to go to the toilet
        can't hold it in
        couldn't get to the toilet in time
        urinary retention again
        had an accident in my pants
        weak stream
        takes ages to pee
        bladder accident at work
        can't hold my wee
        i weed myself laughing, never did before
        don't realise I'm weeing
        incontinent since Monday
        bladder doesn't empty
    """,
    "bowel-trouble": """
        pooed myself
        soiled my pants
        shat myself on the way home
        couldn't hold my stool
        can't control my bowels
        can't feel when I poo
        no control over my back passage
        bowel accident this afternoon
        poo leaks out
        leaking from my bum
        didn't notice I had pooed
        can't hold a fart
        lost control of my bowels
        messed myself in the night
        don't feel the poo coming
        faecal incontinence
        poo in my knickers without knowing
        can't tell when I need a poo
        crapped my pants
        stool came out by itself
    """,
    "sexual-change": """
        can't get hard any more
        can't get it up since the back pain
        no erection for a week
        lost my erections
        sex feels numb
        numb during sex
        can't feel anything during sex
        no feeling when we have sex
        can't orgasm since it began
        can't climax
        trouble getting an erection
        no morning wood all week
        impotent since the injury
        my dick won't work
        erection problems
        can't stay hard
        sexual numbness
        can't ejaculate
    """,
    "foot-drop": """
        tripped over my own feet
        keep tripping over my toes
        stumbling over my foot
        my foot drags when I walk
        dragging my right foot
        toes catch on the carpet
        foot slaps on the floor
        foot is floppy
        can't lift my toes
        can't raise my foot
        can't pull my toes up
        toes won't lift
        foot keeps catching
        my foot just hangs
        scuffing my shoe
        can't walk on my heels
        big toe won't come up
        drop foot on the left
        feet dragging on stairs
        can't move my toes
    """,
    "dark-urine": """
        pee is dark brown
        dark wee after the gym
        coke-coloured pee
        my urine looks like tea
        wee the colour of cola
        pee like coke
        brown urine
        blood in my pee
        pee was reddish
        urine turned brown
        cola coloured wee
        tea-colored urine since the race
        black pee
        rust coloured urine
    """,
    "chest-pain": """
        chest hurts
        tight chest
        my chest feels heavy
        pressure on my chest
        pain across the chest
        chest pains on the stairs
        like an elephant on my chest
        a band around my chest
        chest is burning
        crushing feeling in my chest
        stabbing pain in chest
        hurts to breathe in
        pain when I breathe
        chest feels squeezed
        heart hurts
    """,
    "breathlessness": """
        can't breathe properly
        can't catch breath
        couldn't get my breath on the stairs
        short of breath
        out of breath doing nothing
        winded after one flight
        breathless in bed
        gasping for air
        struggling to breathe
        hard to breathe lying flat
        breathing is shallow and fast
        can't get enough air
        wheezing
        trouble breathing
        shortness of breath when I talk
        puffed out walking to the kitchen
    """,
    "swelling": """
        calf is swollen
        ankle swelled up
        leg like a balloon
        puffy knee
        calf bigger than the other
        calf is red and hard
        warm red calf
        foot the size of a football
        fluid on the knee
        fingers like sausages
        shoe too tight, foot swollen
        my calf feels hot
    """,
    "fever": """
        I have a fever
        running a temperature
        temperature of 38.7
        temp was 39 last night
        shivering and hot
        chills all evening
        night sweats
        feverish
        sweating through the night
        burning up
        hot and cold all day
        got a temperature
        teeth chattering
    """,
    "hot-joint": """
        knee is hot
        hot red knee
        my ankle feels burning hot
        elbow red and hot
        big toe is red
        knee feels hot to touch
        red, hot and swollen wrist joint
        knee warm to the touch
        knee glowing red
    """,
    "weakness": """
        keep dropping cups
        dropped my phone again
        can't open jars
        can't grip the pen
        grip is weak
        weak hand
        no strength in my arm
        legs like jelly
        lost power in the left leg
        can't lift my arm
        hand won't close
        fingers won't grip
        can't do up my buttons
        can't make a fist
        leg doesn't work
        arm is useless
        leg feels weaker than the other
        can't stand on tiptoe
        dropping everything with my left
        can't hold my cup
        hand strength gone
        wrist drop
    """,
    "giving-way": """
        knee gave way
        my leg gives way on stairs
        knee buckled
        hip gives out
        ankle gave out on the kerb
        leg collapsed under me
        legs went from under me
        knee keeps giving way
        knee feels unstable
        wobbly knee
        knee won't hold me
        knee folds when I turn
    """,
    "cant-bear-weight": """
        can't put weight on it
        can't put any weight through my foot
        couldn't stand on it
        can't walk on it
        unable to bear weight
        can't weight bear
        can't take four steps
        can't put my foot down
        cannot step on the left foot
        won't take my weight
        too painful to stand on
        couldn't put weight on the ankle
    """,
    "weight-loss": """
        clothes are loose
        trousers falling down
        lost 5 kg without trying
        losing weight and I don't know why
        weight is dropping off me
        my ring is too big now
        lost a stone without dieting
        weight loss
        jeans hang off me
        belt two notches tighter
        lost weight
        getting thin
    """,
    "night-pain": """
        pain woke me at 3
        woken by the pain
        it wakes me every night
        couldn't sleep for pain
        didn't sleep because of my hip hurting
        awake all night with pain
        kept awake by aching
        pain keeps me awake
        back woke me up twice
        no sleep because of the pain
        pain at night
        can't get comfortable in bed
        no position helps
        up all night with it
        shoulder is worse at night
        woke me up
        pacing the floor half the night because of it
    """,
    "numbness": """
        left foot is numb
        numb fingers
        can't feel my toes
        no feeling in my thumb
        my hand went dead
        dead leg when I got up
        both legs numb
        lost feeling in the heel
        arm keeps going to sleep
        hand fell asleep
        numbness down the leg
        no sensation in the foot
        lower half feels dead
        feet numb like wood
    """,
    "tingling": """
        pins and needles in my hand
        tingly toes
        foot tingles
        pins & needles
        prickling down the arm
        tingling in both feet
        fingers are fizzing
    """,
    "locking": """
        knee locked
        knee gets stuck when I bend it
        finger locks in the morning
        back seized
        my jaw keeps locking
    """,
}

TELL_NONE = """
    peeled potatoes for an hour
    weekend was fine
    wiped the table
    wipe down the kitchen after lunch
    moved a chest of drawers
    chest of drawers was heavy
    heavy chest of drawers up the stairs
    breath work for ten minutes
    breathwork before bed
    breathing exercises helped
    deep breathing, felt calm
    drop-in class at the gym
    dropped off the kids
    dropped the dog at my mother's
    calf raises 3x12
    calf stretch after the run
    night shift again
    two night shifts in a row
    dropped the weight to 10 kg
    squats with less weight
    weights at the gym, 20 kg
    gave way to a cyclist
    give way to traffic
    a wee bit better
    wee walk round the block
    went for a wee walk
    a wee bit sore
    weeding the garden
    weeded the beds for an hour
    seaweed wrap
    weekly check
    bottom of the stairs
    bottom step
    top to bottom
    bladder is fine
    peed fine
    no trouble peeing
    no problems with bladder or bowels
    can pee normally
    no numbness
    no numbness or tingling
    not numb any more
    numbness gone
    numbness has gone
    tingling gone since the massage
    no tingling
    no weakness
    no swelling
    no sign of swelling
    no chest pain
    no fever
    no more numbness
    no longer numb
    without any tingling
    never had numbness
    haven't had any swelling
    didn't wet myself
    never wet myself
    no night pain
    no pain at night
    no weight loss
    knee didn't give way
    swelling has gone
    swelling gone
    no bladder problems
    isn't swollen
    not swollen
    denies numbness
    physio asked about numbness
    asked if I had any weakness
    doctor asked about fever
    watch out for swelling
    slept well
    slept badly because of the neighbours
    woke at 7 and felt fine
    the dog woke me
    alarm woke me at six
    the baby woke me up
    woke up stiff
    woke up with a stiff neck
    woke up early for work
    couldn't sleep because of the heat
    didn't sleep much
    late night at work
    night out with friends
    last night was fine
    out at night
    hot bath helped
    hot pack on the knee
    hot water bottle on my back
    heat pack on the shoulder
    hot shower then stretching
    hot yoga, knee fine
    hot day in the garden
    red band for shoulders
    red theraband knee bends
    warm up then squats
    warmed up the knee on the bike
    ice on the knee
    cold pack for twenty minutes
    temperature outside was 5
    room temperature is low
    hay fever season
    cabin fever
    chilled on the sofa
    chilling with friends
    weak tea and toast
    weak coffee
    weekend walk
    numbing cream on the knee
    numbing gel
    emotionally numb
    deadlift 3x5 at 40 kg
    dead lift day
    dead bug 3x10
    dead hang 30 seconds
    dead tired
    dead battery in the car
    fell asleep on the sofa
    fell asleep at 9
    went to sleep early
    asleep by ten
    locked the door
    locked out of the house
    stuck in traffic
    stuck at work all day
    lockdown workout
    seized the chance to walk
    seat belt buckle
    buckled up for the drive
    the shelf collapsed
    collapsed laughing
    open a jar of jam for lunch
    opened all the jars
    jar of honey
    carried cups and plates
    carried shopping, no trouble
    gripped the rail
    good grip today
    grip trainer 3x10
    foot massage
    foot on a pillow
    put my feet up
    toe raises 3x10
    toe stretches
    heel drops 3x15
    heel raises
    drop set on leg press
    cable pull
    eye drops
    cough drops
    temperature drop outside
    the price dropped
    drag race on TV
    dragged the sofa across the room
    the day dragged
    cross country trip
    trip to the shops
    tripped the fuse
    business trip, long drive
    day trip
    catching the bus
    caught the train
    caught a cold
    tea and a rest
    dark chocolate after dinner
    dark outside already
    brown rice for lunch
    coke with dinner
    black coffee
    red wine with friends
    drank more water
    glass of water
    water aerobics
    hold the plank 30 s
    bench press felt heavy
    chest press 3x10
    chest fly machine
    chest day
    opened chest with the stretch
    chest stretch in the doorway
    sex was fine
    good sex
    hard day at work
    hard session
    hard to get up from the chair
    hard to turn over
    worked hard in the garden
    getting better
    sciatica eased
    loose clothes for yoga
    loose trousers today for comfort
    wore loose jeans
    trying to lose weight
    want to lose weight
    weight on the bar 40 kg
    gained weight
    weight stable
    weight the same
    belt on for the deadlift
    ring finger stiff
    new shoes
    tight hamstrings
    tight hips after sitting
    walked without a stick
    put weight on it without pain
    full weight on the left leg
    can walk on it
    standing on one leg 30 s
    stood on the train
    stood at the sink
    balance on one foot
    balance board
    two steps at a time
    ten thousand steps
    stairs one at a time
    short walk
    short run, felt good
    out of the house
    out of bed at 8
    a breath of fresh air
    took a deep breath
    windy day
    window cleaning
    gas bill
    accident on the motorway
    toilet was far away
    cleaned the toilet
    cleaned the bathroom
    bathroom floor is cold
    new toilet seat
    bought toilet paper
    changed the bed sheets
    slept in the spare bed
    wet weather
    got wet in the rain
    shoes wet through
    flow yoga
    live stream of the class
    stream of visitors
    pushed the trolley
    push ups 3x8
    cup of tea
    butternut soup
    dog bowl
    balls of my feet are sore
    ball exercise
    tennis ball under the foot
    cock crowed at five
    behind schedule
    stayed behind after work
    sat behind the wheel
    nuts and fruit
    saddle height changed
    new saddle on the bike
    rode in the saddle for an hour
    motion is better
    range of motion improved
    emotional day
    fist bump from the physio
    handshake with the boss
    a bit of work
    did bits and pieces in the house
    ant bites
    buzzing with energy
    frozen shoulder exercises
    frozen peas on the knee
    fuzzy head
    shock of the cold water
    cotton gloves
    fizzy drink
    balloon animals with the kids
    football with the kids
    sausage and mash
    melon for breakfast
    held the ladder
    stopped at the shop
    took ibuprofen at night
    took the pills before sleep
    tired legs
    heavy legs after the run
    no better
    no change
    not much pain
    not worse
    physio says fine
    all good
    pain free
    pain gone
"""


def phrases(text: str) -> list[str]:
    """One phrase a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
