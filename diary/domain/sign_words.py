"""The words in which people tell of warning signs, in classes, for the patterns of `sign_patterns`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# These come with many things; a pattern needs another part that is rarer.
COMMON: Mapping[str, str] = MappingProxyType({
    "CANT": """
        cant, cannot, can not, cant seem to, can hardly, can barely, can no longer, couldnt, could not, could
        hardly, could barely, could no longer, unable, unable to, not able to, isnt able to, wasnt able to, no
        longer able to, hardly able to, barely able to, not been able to, havent been able to, didnt manage to, cant
        manage to, lost ability to, wont let me, failing to, fail to, impossible to, not possible to, stopped being
        able to, cudnt, cnt, carnt, struggle to, struggling to, struggled to, struggles to
    """,
    "HARD": """
        trouble, troubles, difficult, difficulty, difficulties, hard, harder, struggle, struggling, struggled,
        struggles, problem, problems, issue, issues, strain, straining, strained, push, pushing, force, forcing,
        effort, ages, slow, hesitant, hesitancy, nightmare, weird, wrong, funny, strange, not right
    """,
    "NOFEEL": """
        cant feel, cannot feel, can not feel, couldnt feel, could not feel, can hardly feel, can barely feel, hardly
        feel, barely feel, no longer feel, can no longer feel, dont feel, do not feel, didnt feel, did not feel,
        doesnt feel, not feeling, not feel, never feel, no feeling, no feelings, no sensation, no sensations, no
        touch, lost feeling, lost all feeling, lost sensation, losing feeling, losing sensation, lost sense of
        feeling, loss of feeling, loss of sensation, less feeling, less sensation, reduced feeling, reduced
        sensation, altered feeling, altered sensation, changed sensation, funny feeling, funny sensation, strange
        feeling, weird feeling, weird sensation, little feeling, hardly any feeling, barely any feeling, without
        feeling, numb, numbness, numbed, numbing, numbish, deadness, dead, gone dead, tingling, tingle, tingles,
        tingly, tingled, pins and needles, pins n needles, pins needles, prickling, prickly, fuzzy, woolly, wooly,
        cotton wool, anaesthetised, anesthetised, anesthetized, novocaine, asleep, feels weird, feels strange, feels
        odd, feels funny, feels different, feels wrong, feel weird, feel strange, feel odd, feel funny, feel
        different, felt weird, felt strange, felt odd, felt funny, felt different, not feeling right, nothing when,
        feel nothing, felt nothing, feeling nothing, feeling gone, feeling has gone, sensation gone, sensation has
        gone
    """,
    "SITE": """
        arm, arms, forearm, elbow, elbows, wrist, wrists, hand, hands, palm, finger, fingers, fingertips, fingertip,
        thumb, thumbs, leg, legs, thigh, thighs, knee, knees, shin, shins, calf, calves, ankle, ankles, heel, heels,
        foot, feet, toe, toes, big toe, sole, soles, face, jaw, lip, lips, neck, shoulder, shoulders, back, hip,
        hips, groin, buttock, buttocks, limb, limbs, lower half, bottom half, side, pinky, pinkie, skin, kneecap
    """,
    "JOINT": """
        knee, knees, ankle, ankles, elbow, elbows, wrist, wrists, toe, toes, big toe, shoulder, hip, joint, joints,
        finger, fingers, knuckle, knuckles, thumb, kneecap, toe joint, finger joints
    """,
    "PAIN": """
        pain, pains, ache, aches, aching, agony, hurting, hurt, hurts, sore, soreness, throbbing, spasm, spasms,
        cramp, cramps, stabbing, burning, back, hip, hips, knee, knees, shoulder, shoulders, neck, leg, legs,
        sciatica, arm, ankle, foot, feet, elbow, wrist, hand, heel, calf, groin, it, which
    """,
    "BE": """
        is, are, was, were, be, been, feels, feel, felt, feeling, looks, look, looked, gets, got, getting, goes,
        gone, going, went, has, have, had, turned, became, seems, keeps, kept, looking, stays
    """,
    "MYSELF": """
        myself, pants, trousers, jeans, knickers, underwear, undies, boxers, bed, sheets, chair, shorts, nappy,
        self, me
    """,
})  # fmt: skip

TOPICS: Mapping[str, str] = MappingProxyType({
    "SADDLE": """
        between legs, between both legs, between thighs, down there, down below, downstairs, private parts, private
        part, privates, private area, private bits, bits, lady bits, lady parts, boy bits, girly bits, naughty bits,
        crotch, genitals, genital, genitalia, genital area, perineum, vagina, vag, vulva, labia, clit, clitoris,
        fanny, foof, minge, pussy, noonie, penis, willy, winkie, dick, cock, knob, todger, balls, bollocks, nuts,
        testicles, testicle, nutsack, ballsack, scrotum, bum, bum cheeks, bumhole, bottom, bot, butt, butt crack,
        butthole, backside, arse, arsehole, ass, asshole, anus, anal area, back passage, behind, rear end, rectum,
        taint, gooch, saddle, saddle area, saddle region, seat area, undercarriage, nether regions, nethers, pelvic
        floor, inner thighs, both inner thighs, insides of thighs, insides of both thighs, groin both sides, both
        groins, both sides of groin, front bottom, womanhood, manhood, tackle, pubic area, pubes, hoo ha, hoohah,
        foo foo, where i sit, where saddle would be
    """,
    "WIPE": """
        wipe, wipes, wiping, wiped, toilet paper, toilet roll, loo paper, loo roll, toilet tissue, bog roll, tp
    """,
    "PEE": """
        pee, pees, peed, peeing, weeing, weed myself, wees, piss, pisses, pissed myself, pissing, urinate, urinates,
        urinated, urinating, urination, urine, pass water, passing water, passed water, pass urine, passing urine,
        bladder, bladders, waterworks, go to toilet, go to loo, go to bathroom, going to toilet, going to loo, use
        toilet, use loo, go loo, go toilet, tinkle, tinkling, widdle, widdling, wizz, whizz, take leak, having
        slash, have slash, spend penny, number ones, number one, empty my tank, micturate, void, voiding, water
        stream, urine stream, urine flow
    """,
    "WEE": "wee, wees, weeing",
    "POO": """
        poo, poos, pooed, pooing, pood, poop, poops, pooped, pooping, shit, shits, shitting, shat, crap, bowel,
        bowels, stool, stools, faeces, feces, poopy, number two, number twos, back end, sphincter, motion, motions,
        turd, dump, bowel movement, bowel movements
    """,
    "WIND": "fart, farts, farting, farted, wind, gas",
    "SEX": """
        sex, intercourse, making love, make love, made love, masturbate, masturbating, masturbation, shagging,
        wanking, wank, foreplay, lovemaking, sexual, sexually, intimate, intimacy
    """,
    "ERECTION": """
        erection, erections, erect, stiffy, hard on, hardon, boner, boners, orgasm, orgasms, orgasming, climax,
        climaxing, ejaculate, ejaculating, ejaculation, get it up, getting it up, keep it up, morning wood, cum,
        hard down there, get hard, getting hard, stay hard, got hard, get wet
    """,
    "DARK": """
        dark, darker, brown, brownish, black, cola, coke, coca cola, tea, rust, rusty, rust coloured, red, reddish,
        pink, blood, bloody, coffee, guinness, stout, blackish, chocolate, mahogany, maroon, root beer, pepsi
    """,
    "URINE": "pee, wee, urine, piss, peeing, weeing, pissing, urinating, peed, water in toilet",
    "CHEST": "chest, breastbone, sternum, heart, rib cage, ribcage",
    "BREATH": "breath, breathe, breathing, breaths, air, breathes",
    "SWOLLEN": """
        swollen, swelling, swelled, swells, swell, puffy, puffiness, puffed up, ballooned, ballooning, swole,
        swollen up, blown up like balloon, like balloon, size of balloon, size of football, size of grapefruit, size
        of melon, like melon, like grapefruit, fluid on knee, water on knee, oedema, edema, effusion
    """,
    "CALF": "calf, calves, back of lower leg, shin, lower leg, thigh",
    "FOOT": """
        foot, feet, toe, toes, big toe, forefoot, front of foot, toe end, shoe, own foot, own feet, own toes
    """,
    "TOE": "toe, toes, foot, feet, big toe, forefoot, front of foot, ankle up",
    "DROPS": """
        drop, drops, dropping, dropped, keep dropping, keeps dropping, fumble, fumbling, fumbled, let go of
    """,
    "THINGS": """
        things, thing, stuff, everything, cup, cups, mug, mugs, plate, plates, glass, glasses, keys, phone, pen,
        pens, pan, pans, fork, knife, spoon, cutlery, bottle, bottles, coffee, tea, kettle, dishes, bowl, objects,
        toothbrush, book, remote, shopping, saucepan, crockery, items, coins, mobile, pots
    """,
    "JAR": """
        jar, jars, jam jar, bottle, bottles, lid, lids, tin, tins, can of, door handle, doorknob, key, keys, tap,
        taps, cap, buttons, button, zip, laces, shoelaces, pen, cup, mug, kettle, fork, knife, toothbrush, hold of
        things, packet
    """,
    "GRIP": "grip, grasp, pinch grip, hand strength, grip strength, handshake",
    "WEAK": """
        weak, weaker, weakness, feeble, floppy, no strength, no power, lost strength, lost power, losing strength,
        losing power, lost all strength, loss of strength, loss of power, jelly, like jelly, like spaghetti, like
        lead, powerless, no strength left, useless, paralysed, paralyzed, limp, strength gone, strength has gone,
        power gone, clumsy, wont obey, wont do what i want, doesnt obey, pathetic
    """,
    "TINGLE": """
        tingling, tingle, tingles, tingly, tingled, pins and needles, pins n needles, pins needles, pin and needles,
        prickling, prickly, prickles, paraesthesia, paresthesia, fizzing, crawling ants, ants crawling
    """,
    "NUMB": """
        numb, numbness, numbed, numbish, deadness, lost feeling, lost all feeling, losing feeling, lost sensation,
        losing sensation, loss of feeling, loss of sensation, no feeling, no sensation, reduced sensation, less
        sensation, less feeling, altered sensation, hardly any feeling, feeling gone, sensation gone, feels dead,
        feel dead, felt dead, gone dead, went dead, goes dead, going dead, gone to sleep, goes to sleep, went to
        sleep, going to sleep, fallen asleep, falls asleep, fell asleep, asleep, dead, like wood, like block of
        wood, feels like wood
    """,
    "LOOSE": """
        loose, looser, baggy, fall off, falling off, falling down, fall down, hang off, hanging off, hang on,
        hanging on, slipping off, slide off, swim in, swimming in, hang off me, drop off me
    """,
    "CLOTHES": """
        clothes, trousers, jeans, skirt, belt, pants, shirts, shirt, ring, rings, bra, dress, waistband
    """,
    "WOKE": """
        woke, wakes, waking, woken, wake, awake, keeps waking, kept waking, wakened, woke up, woken up, wakes up,
        waking up, wake up, keeps me awake, kept me awake, kept me up, keeps me up, up all night, up half night
    """,
    "SLEEP": "sleep, sleeping, slept, kip",
    "TEMPERATURE": "temperature, temp, temperatures",
})  # fmt: skip

IGNORED = """
    chest of drawers, drawers chest, chest press, chest presses, chest day, chest fly, chest flies, chest freezer,
    chest opener, chest openers, chest stretch, chest stretches, chest xray, chest muscle, chest muscles, treasure
    chest, chest expansion, wee bit, wee while, wee walk, wee rest, wee nap, wee sleep, wee break, wee run, wee tad,
    wee girl, wee boy, wee lie, wee sit, dead lift, dead lifts, dead bug, dead bugs, dead hang, dead hangs, dead
    tired, dead end, dead on feet, hot pack, hot packs, hot water, hot bath, hot baths, hot shower, hot showers, hot
    tub, hot yoga, hot stone, hot stones, hot towel, hot compress, hot drink, hot cross bun, hay fever, cabin fever,
    scarlet fever, numbing cream, numbing gel, numbing spray, numb cream, frozen peas, weak tea, weak coffee, weak
    signal, calf raise, calf raises, calf stretch, calf stretches, calf press, breathing exercise, breathing
    exercises, breathing work, breathing drill, breathing technique, breath work, breath of fresh air, breath hold,
    breath holds, warm up, warmed up, warming up, warm down, seat belt, belt buckle, night shift, night shifts,
    night out, night club, night school, night bus, night before, emotionally numb, mentally numb, red band, red
    theraband, shit laughing, butt kick, butt kicks, butt bridge, ass kicked, room temperature, water temperature,
    temperature outside, temperature drop, right of way, tingle balm, weight machine, weight plate, weight plates,
    weight room, weight bench, balls of feet, ball of foot, balls of foot, nuts and, pelvic floor exercises, pelvic
    floor work, toe drags 3x10, sex drive, drop set, drop sets, drop in, drop off, foot stool, cold chills film
"""
"""Phrases that hold such a word and tell nothing."""

FILLERS = """
    a an the my your our his her their this these still really also rather even again now little bit actually always
    often sometimes suddenly much proper properly
"""
"""Left out before the patterns are compared."""
HEDGES = """
    so very quite just only all fully completely totally entirely as that too always
"""
"""Left out as well; but "not so numb" is still numb."""
NO = """
    no not never without none nor neither nothing zero nil didnt dont doesnt isnt wasnt arent werent hasnt havent
    hadnt deny denies denied asked asks warned watch watching
"""
"""They deny what follows; what somebody else asked about is not told either."""
BETWEEN = """
    any more new real sign signs of had have has having been got get feel feeling felt big obvious further other
    longer problem problems trouble issue issues with symptom symptoms is it about for out me if whether i else in
    once yet today ever actually noticed notice noticing
"""
"""Words between a denial and what it denies: "no sign of any swelling", "haven't had any numbness"."""
GONE = """
    gone disappeared cleared resolved vanished none nil absent stopped settled away
"""
"""They deny what stands before them: "numbness gone"."""
BEFORE_GONE = """
    is has was have had it its went completely finally since today by seems been
"""
STILL = """
    before like until except apart but
"""
"""After what seems denied: "never numb before", "not numb like this"."""
EVERYDAY = """
    in on up from go going get getting got have having there today yesterday since no not never nothing did do could
    can cannot cant couldnt dont didnt come coming walk take takes taking took make made making like little less put
    back down hand leg arm foot feet feel feeling feels felt time big hard with without use hold keep keeps kept
    goes gone went water press push pushing step steps sleep slept night pain sore hot cold red tea coffee stand
    tell know lower front number belt bottle move bend thing things stuff both morning much lift slow short movement
    stay of out at end mind rest work when want need is was and
"""
"""Words that stand in too many notes to tell by them where a sign may be told."""
