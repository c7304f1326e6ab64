"""Lines of sessions with what each must become, as in `own_lines`; each begins with its command.

The meaning is the echo of the command; `asked` in place of a line is a refusal without one, which offers a note.
"""

from __future__ import annotations

SESSIONS = """
# session: kind, length, effort
session physio 50 min → physio 50 min
session water aerobics 40 minutes effort 4 → water aerobics 40 min effort 4
session went for a run 20 min → run 20 min
session half an hour of stretching → stretching 30 min
session 1h15 bouldering → bouldering 75 min
session 1.5 hours of gardening → gardening 90 min
session pilates at home 25min RPE 6 → pilates at home 25 min effort 6
session tai chi in the park 1 hour very relaxing → tai chi in the park 60 min -- very relaxing
session cycled 12 km 50 min windy → cycled 50 min -- 12 km; windy
session nordic walking 1 hr pain 3 afterwards → nordic walking 60 min -- pain 3 afterwards
session swim 20 lengths 30 min → swim 30 min -- 20 lengths
session kettlebell class 45 min knackered → kettlebell class 45 min -- knackered
session yoga not new 30 min → yoga 30 min not new
session new pilates routine 20 min → pilates routine 20 min new
session walk before lunch 15 min → walk 15 min -- before lunch
session programme week 3 effort 7 → programme week 3 effort 7
session exercises done → exercises
# session: times and spans
session physio yesterday 17:30 30 min → physio 30 min at 2026-03-04T17:30
session rehab this morning → rehab at 2026-03-05T08:00
session gym 6-7pm → gym 60 min at 2026-03-05T19:00
session gym 18:00 to 19:00 → gym 60 min at 2026-03-05T19:00
session physio at 14:30 for 40 min → physio 40 min at 2026-03-05T15:10
session pt wednesday 11am 45 min → pt 45 min at 2026-03-04T11:00
session dance class last night 90 min → dance class 90 min at 2026-03-04T22:00
session physio 2 march 10:00 1h → physio 60 min at 2026-03-02T10:00
?session gym at 7 → gym at 2026-03-05T07:00
?session gym yesterday at 9 → gym at 2026-03-04T21:00
?session gym 7:00 and 18:00 → gym at 2026-03-05T07:00 -- 18:00
?session pt yesterdya 30 min → pt 30 min at 2026-03-04
?session morning yoga 20 min → morning yoga 20 min at 2026-03-05T08:00
?session walk 3 hours 07:00-08:00 → walk 180 min -- 07:00-08:00
# session: exercises
session lunges 3x12 → lunges 3x12
session deadlift 5x5 @60kg effort 8 → deadlift 5x5 @60 kg, effort 8
session side plank 45s → side plank 45s
session plank 1 min, side plank 30s each side → plank 60s, side plank 30s each side
session heel raises 3 sets of 15 → heel raises 3x15
session leg press 3x10 @ 45 kg pain 2 → leg press 3x10 @45 kg pain 2
session rows 3x12 green band, wall angels 2x10 → rows 3x12 band green, wall angels 2x10
session gym squat 3x5 @50kg bench press 3x8 @30kg → gym: squat 3x5 @50 kg, bench press 3x8 @30 kg
session home exercises 20 min, bridges 2x12 eased since knee sore → home exercises: bridges 2x12 eased knee sore, 20 min
session rehab: step ups 2x10, hops skipped too painful → rehab: step ups 2x10, hops skipped too painful
session squats 3x10 but skipped lunges → squats 3x10, lunges skipped
session hep: bird dog 3x8 each side, glute squeeze 10 reps → hep: bird dog 3x8 each side, glute squeeze x10
session physio: new exercise copenhagen plank 2x20s, effort 6 → physio: copenhagen plank 2x20s new, effort 6
session physio, calf raises 3x15 pain 4 after → physio: calf raises 3x15 pain 4 after
session pain 3 after squats 2x8 → squats 2x8 pain 3 after
session squats 3x10, felt good pain 1, bridges 2x12 → squats 3x10, bridges 2x12 -- felt good pain 1
session 3x10 squats and 3x12 lunges → squats 3x10, lunges 3x12
session balance 3 x 1 min, toe curls 2 x 20 -- barefoot → balance 3x60s, toe curls 2x20 -- barefoot
?session squats 10x @ 20 → squats x10 @20 kg
?session squats 3x8-12 → squats 3x8
?session rows 3x10 at 20 → rows 3x10 @20 kg
# session: asked
?session heel slides 15, quad sets 15, slr 10 → heel slides x15, quad sets x15, slr x10
?session pilates 40 → pilates 40 min
?session run 5 m → run 5 min
?session effort 11 gym → effort NUMBER gym -- effort 11
?session walk 20 mins then stretches 10 min → walk 20 min -- then stretches; 10 min
# session: did not happen
?session cancelled my physio → asked
?session rest today, no training → asked
?session missed gym → asked
?session too tired to do my exercises → asked
?session bailed on yoga → asked
?session physio didn't happen → asked
"""
