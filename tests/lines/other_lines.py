"""Lines of self-care, motions and visits with what each must become, as in `own_lines`; each begins with its command.

The meaning is the echo of the command; `asked` in place of a line is a refusal without one, which offers a note.
"""

from __future__ import annotations

OTHER = """
# care: ice, heat, rest, movement
care frozen peas on right elbow 12 min → frozen peas 12 min -- on right elbow
care hot shower → hot shower
care heating pad lower back 25 minutes → heating pad 25 minutes -- lower back
care warm bath 30 min relief 5 → warm bath 30 min relief 5
care napped 40 min → napped 40 min
care rest with legs raised → rest -- with legs raised
care went for a walk 25 min → went for a walk 25 min
care stretched for 10 minutes → stretched 10 minutes
care drank 3 glasses of water → drank water 3 glasses
care ice cubes 5 min in a towel → ice cubes 5 min -- in a towel
?care ice 20 → ice 20 min
# care: medicines
care meloxicam 15 mg → medication meloxicam 15 mg
care 3 aspirin → medication aspirin 3
care naproxen 500 → medication naproxen 500
care codeine 30 mg 1 tablet yesterday 22:15 → medication codeine 30 mg 1 tablet at 2026-03-04T22:15
care took two paracetamol this morning → medication paracetamol two at 2026-03-05T08:00
care etoricoxib 90 mg relief 7/10 → medication etoricoxib 90 mg relief 7
care diclofenac gel on left ankle → medication diclofenac gel -- on left ankle
care unheardofin 20 mg → medication unheardofin 20 mg
care medication celecoxib 200 mg gave me heartburn → medication celecoxib 200 mg -- gave me heartburn
care tapentadol 50 mg helped a bit → medication tapentadol 50 mg -- helped a bit
care baclofen 10 mg did not help → medication baclofen 10 mg relief 0
?care aspirin 500 mg at 7 → medication aspirin 500 mg at 2026-03-05T07:00
?care aspirin 500 mg relief 15 → medication aspirin 500 mg relief NUMBER -- relief 15
?care aspirin 500 mg and codeine 30 mg → medication codeine 30 mg
?care aspirin 500 mg without food → medication aspirin 500 mg -- without food
# care: did not happen
?care naproxen skipped → asked
?care forgot my pills → asked
?care no heat today → asked
?care did not take codeine → asked
?care nothing today → asked
?care medication nil → asked
# care: other
care cupping 15 min → other cupping 15 min
?care wrist splint all night → other wrist splint -- all night
care other TENS 20 min → other TENS 20 min
?care cool down 5 min → other cool down 5 min
?care heat and massage → heat
?care massage and heat → other massage
# motion: values
motion left elbow flexion 130 → left elbow flexion 130
motion hip abduction right 35 degrees → right hip abduction 35
motion neck rotation right 55 → right neck rotation 55
motion right knee extension 7 short → right knee extension 7 short
motion right knee extension -7 → right knee extension 7 short
motion left elbow extension lacking 12 degrees → left elbow extension 12 short
motion fingertips to floor 21 cm → fingertips to floor 21 cm short
motion knee to wall 8 cm right → right knee to wall 8 cm
motion left shoulder flexion 3/10 → left shoulder flexion 3/10
motion straight leg raise left 55 → left straight leg raise 55
motion left wrist extension roughly 50 → left wrist extension 50
motion right hip flexion 105 this afternoon → right hip flexion 105 at 2026-03-05T15:00
motion left ankle eversion 12 by the trainer → left ankle eversion 12 -- by the trainer
motion right shoulder external rotation 40 pinchy → right shoulder external rotation 40 -- pinchy
motion knee bend 100 left hurts 4 → left knee bend 100 -- hurts 4
# motion: asked
?motion neck rotation 60 left 50 right → left neck rotation 60
?motion shoulder flexion 150 left, 160 right → right shoulder flexion 160
?care paracetamol 1g at noon and 6pm → medication paracetamol 1g at noon -- 6pm
?motion shoulder abduction 100 → SIDE shoulder abduction 100
?motion right ankle dorsiflexion → right ankle dorsiflexion NUMBER
?motion left hip flexion 70 % → left hip flexion NUMBER -- 70 %
?motion left knee flexion 100 right knee flexion 120 → right knee flexion 120
?motion left knee 5-110 → left knee NUMBER -- 5-110
?motion right grip 18 kg → asked
?motion can't turn neck left → left neck turn NUMBER -- "can't turn neck left"
# visit
visit physiotherapist Anna next tuesday 14:30 → physiotherapist Anna at 2026-03-10T14:30
visit GP Blood test next tuesday 14:30 → GP at 2026-03-10T14:30 -- Blood test
visit tomorrow 9:15 Dr Winter → Dr Winter at 2026-03-06T09:15
visit 14 april 11:00 hospital → hospital at 2026-04-14T11:00
visit last wed 3pm physio about the brace → physio at 2026-03-04T15:00 -- about the brace
?visit osteopath → TIME osteopath
?visit sat 10:00 → next sat 10:00
?visit tomorrow at 11 → tomorrow 11:00
"""
