"""Lines of our own with what each must become: `line → meaning`, by kind. See `__main__` for how they are counted.

A meaning is the echo without time and note, then `-- words of the note`; `at TIME` where it is not now. A line that
begins with `?` may only be refused: the meaning is then that of a printed line, or the printed line itself where it has
a placeholder; `?` as the meaning is any refusal with a line.
"""

from __future__ import annotations

OWN = """
# plain
3 right ankle → 3 right ankle
my left elbow is sore, 4 → 4 left elbow aching
neck stiff → neck stiff
pain of 5 in the lower back → 5 lower back
jaw right side clicking 2 → 2 right jaw clicking
Both wrists 3 and tender → 3 both wrists tender
stiff n sore right hip 4 → 4 right hip aching stiff -- n
left shin 2/10 dull → 2 left shin dull
ugh tummy cramps 6 → 6 abdomen cramping -- ugh
right big toe burning 5 → 5 right toes burning
# levels
left hip 3ish → 3 left hip
around 6 neck → 6 neck
about 4 right heel → 4 right heel
2.5 left calf → 3 left calf
right wrist 4-5 → 5 right wrist worst 5 best 4
3 or 4 tailbone → 4 tailbone worst 4 best 3
five out of ten neck → 5 neck
jaw left 6 1/2 → 7 left jaw
lower back 3/4 → 4 lower back worst 4 best 3
severe neck 8 → 8 neck -- severe
?neck <3 → NUMBER neck -- '<3'
?70/100 lower back → NUMBER lower back -- 70/100
?mild left elbow → NUMBER left elbow -- mild
?right knee 12 → NUMBER right knee -- 12
# a place in a larger one
thumb of the left hand 4 → 4 left thumb
toes of my right foot 5 → 5 right toes
right hand fingers tingling 3 → 3 right fingers tingling
left foot heel 6 → 6 left heel
left leg calf 5 → 5 left calf
left arm elbow 3 → 3 left elbow
fingers of both hands numb → both fingers numbness
lower left back 4 → 4 left lower back
upper right back 3 → 3 right upper back
upper left arm 5 → 5 left upper arm
upper left thigh 4 → 4 left thigh -- upper left thigh
lower ribs right 3 → 3 right chest -- lower ribs right
right hip down the leg to the knee 5 → right hip radiating, 5 right knee
?numb leg left foot 3 → ?
?left foot 4, toes numb → 4 left foot, SIDE toes numb
# a part of the day with its hour
left hip 4 yesterday evening 8:30 → 4 left hip at 2026-03-04T20:30
left hip 4 yesterday afternoon 3:15 → 4 left hip at 2026-03-04T15:15
left hip 4 this evening 6:30 → 4 left hip at 2026-03-05T18:30
left hip 4 this morning 10:15 → 4 left hip at 2026-03-05T10:15
left hip 4 last night 23:30 → 4 left hip at 2026-03-04T23:30
left hip 4 lunchtime 13:15 → 4 left hip at 2026-03-05T13:15
?neck 4 at noon and 6pm → 4 neck at noon -- 6pm
?neck 4 this morning 10pm → 4 neck this morning -- 10pm
right shoulder 5 day before yesterday 8pm → 5 right shoulder at 2026-03-03T20:00
5 the day before yesterday right shoulder → 5 right shoulder at 2026-03-03
5 right shoulder evening before last → 5 right shoulder at 2026-03-03T19:00
?5 day before yesterday evening → 5 PLACE day before yesterday evening
left hip 4 yesterday night 1:30 → 4 left hip at 2026-03-05T01:30
?left hip 4 last night 7:30 → ?
# levels of another time
now 3, worst today 7 left knee → 3 left knee worst 7
left knee 4 worst today 7 → 4 left knee worst 7
?low back 4 (was 6 this morning) → 4 low back -- was 6 this morning
?neck 4, was a 7 yesterday → 4 neck -- was a 7 yesterday
lower back five and a half → 6 lower back
# kinds of level
right hip at rest 1, on movement 4 → 4 right hip at rest 1 on movement 4
left shoulder 2 at rest 5 on lifting → 5 left shoulder at rest 2 on movement 5 -- on lifting
worst 7 best 2 neck 4 → 4 neck worst 7 best 2
lower back 6 on bending → 6 lower back on movement 6 -- on bending
left knee worst 9 → 9 left knee worst 9
# no number, no side, no site
?shoulder 4 → 4 SIDE shoulder
?numb hand → SIDE hand numb
?right foot → NUMBER right foot
?stiff 3 → 3 PLACE stiff
?left 4 dull → 4 left PLACE dull
?knee → NUMBER SIDE knee
?elbow 3 after tennis → 3 SIDE elbow -- after tennis
?can't describe it → NUMBER PLACE -- "can't describe it"
?niggle in the hip, not bad → NUMBER SIDE hip -- 'niggle; not bad'
# wide places
?left arm 4 → 4 left PLACE -- arm
?legs heavy → both PLACE heavy -- legs
?spine 5 after lifting boxes → 5 PLACE -- 'spine; after lifting boxes'
?upper leg and lower leg sore right → SIDE upper leg sore, right PLACE sore -- lower leg
# several places
right wrist and forearm achy 3 → 3 right wrist aching, 3 right forearm aching
5 neck, upper back → 5 neck, 5 upper back
hips and lower back stiff 4 → 4 both hips stiff, 4 lower back stiff
left knee 3 right ankle 5 → 3 left knee, 5 right ankle
R hip 2, L 4 → 2 right hip, 4 left hip
3 jaw left 6 neck → 3 left jaw, 6 neck
4 left shoulder with tingling left hand → 4 left shoulder, left hand tingling
stiff neck and 5 lower back → neck stiff, 5 lower back
lower back 4, left calf cramping → 4 lower back, left calf cramping
2 left thumb, wrist, forearm tender → 2 left thumb tender, 2 left wrist tender, 2 left forearm tender
?both ankles 5 and 3 → 5 left ankle, 3 right ankle
?left knee 4 right hip → 4 left knee, NUMBER right hip
# radiating
lower back 4 radiating to right buttock → 4 lower back radiating, right buttock radiating
neck 6 down to left shoulder burning → 6 neck radiating, left shoulder burning
right hip 5 going into right thigh tingling → 5 right hip radiating, right thigh tingling
# side and worse
?hips 3 left worse → 3 hips -- left worse
?both elbows sore, worse on the left → both elbows sore -- worse on the left
# remarks
right shoulder 4 after swimming → 4 right shoulder -- after swimming
left heel 5 first steps of the morning run → ?
lower back 3 slept on the sofa → 3 lower back -- slept on the sofa
neck 2 better today → 2 neck -- better
left hip 6 niggly after the long walk home → 6 left hip -- niggly after the long walk home
right thumb 3 texting all day → 3 right thumb -- texting all day
wrist left 4 since the fall → 4 left wrist -- since the fall
new pillow, neck 3 stiff → 3 neck stiff -- new pillow
lower back 5 when I sneeze → 5 lower back -- when I sneeze
right knee 4 because of the cold → 4 right knee -- because of the cold
day 9 left ankle 3 → 3 left ankle -- day 9
neck 4 every morning → 4 neck -- every morning
left shoulder 3 for a week → 3 left shoulder -- for a week
lower back 4 worse sitting → 4 lower back -- worse sitting
right hip 2 eases with walking → 2 right hip -- eases with walking
woke up stiff, lower back 4 → 4 lower back stiff -- woke up
# remarks with data
?left knee 3 after 5 km → 3 left knee -- after 5 km
?neck 4 slept 6 hours → 4 neck -- slept 6 hours
?right elbow 2 left one fine → 2 right elbow -- left one fine
?lower back 5 was 7 before → 5 lower back -- was 7 before
?left hip 4 after heavy lifting → 4 left hip -- after heavy lifting
?can't bend my neck 6 → 6 neck -- can't bend
?left ankle 3 yesterday's run was long → 3 left ankle -- "yesterday's run was long"
# words with two meanings
I left early, neck 3 → 3 neck -- left early
right after dinner left hip 4 → 4 left hip -- right after dinner
right knee 3 feels all right → 3 right knee -- all right
sat too long, lower back 5 → 5 lower back -- sat too long
pain came back, left knee 4 → 4 left knee -- came back
second walk today, right heel 3 → 3 right heel -- second walk
# times
yesterday morning neck 5 → 5 neck at 2026-03-04T08:00
left knee 3 first thing → 3 left knee at 2026-03-05T07:00
lower back 4 at noon → 4 lower back at 2026-03-05T12:00
14.30 right hip 2 → 2 right hip at 2026-03-05T14:30
last night right calf cramp → right calf cramping at 2026-03-04T22:00
mon evening neck 4 → 4 neck at 2026-03-02T19:00
left elbow 3 around 5pm → 3 left elbow at 2026-03-05T17:00
woke me at 4am, lower back 6 → 6 lower back, night-pain at 2026-03-05T04:00
?lower back 5 at 7 → 5 lower back at 2026-03-05T07:00
?neck 2 this morning 5 this afternoon → 2 neck at 2026-03-05T08:00
?neck 4 08:30-09:00 → 4 neck at 2026-03-05T08:30 -- 08:30-09:00
?left knee 4 22:30 → 4 left knee at 2026-03-04T22:30
# course
neck 3 comes and goes → 3 neck intermittent
constant lower back 5 → 5 lower back constant
left wrist tingling on and off → left wrist tingling intermittent
# signs
numb right foot, lower back 5 → right foot numbness, 5 lower back
can't pee, back of the head 3 → 3 head, bladder-trouble
left foot drags → left foot foot-drop
right knee gave way 3 → 3 right knee giving-way
feverish, right knee swollen 6 → 6 right knee swelling, fever
kept awake by the pain, left hip 5 → 5 left hip, night-pain
?tingling down there, lower back 6 → 6 lower back, saddle-numbness -- tingling down there
?chest tight 5 → 5 chest, chest-pain -- chest tight
?keep tripping over my right foot → right foot foot-drop -- keep tripping over my right foot
?dropping cups left hand → left hand weakness -- dropping cups
# negations
?left elbow 3 no swelling → 3 left elbow -- no swelling
?right hip 2 not sharp → 2 right hip -- not sharp
?neck 4 tingling gone → 4 neck -- tingling gone
?no pain right knee → 0 right knee
?lower back 3 less stiff → 3 lower back -- less stiff
# spelling
?left sholder 4 → 4 left shoulder
?rigth knee 3 → 3 right knee
?yesterdy neck 2 → 2 neck at 2026-03-04
?left knee 4 swolen → 4 left knee -- swolen
?right ankel 2 dull → 2 right ankle dull
# marks and quotes
left knee 5!! → 5 left knee
neck: 4 → 4 neck
(right hip) 3 → 3 right hip
right elbow 4 🙁 → 4 right elbow -- 🙁
lower back 5 & neck 3 → 5 lower back, 3 neck
LEFT KNEE 4 → 4 left knee
"""
