"""The keys of Today."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    # Priority, because Input, TickRow and others have a meaning of their own for Enter. Here it always saves.
    Binding("enter,f2", "save", "save", id="today.save", priority=True, tooltip="Save what was given"),
    Binding("a", "line", "in words", id="today.line", tooltip="An entry in words, in one line: 5 lower back yesterday"),
    Binding("down", "site(1)", "next site", id="today.next", tooltip="Go to the next site"),
    Binding("tab", "app.focus_next", "next row", id="today.row", tooltip="Next row: level, words, then the fields"),
    Binding("shift+tab", "app.focus_previous", "back", show=False, id="today.row-before", tooltip="The row before"),
    Binding("up", "site(-1)", "site before", show=False, id="today.previous", tooltip="Go to the site before"),
    *(
        Binding(str(n), f"digit({n})", f"level {n}", show=False, id=f"today.level{n}", tooltip=f"Level {n}")
        for n in range(10)
    ),
    Binding("minus", "step(-1)", "better", show=False, id="today.better", tooltip="Better than before: one less"),
    Binding("equals_sign,full_stop", "step(0)", "same", show=False, id="today.same", tooltip="The same as before"),
    Binding("plus", "step(1)", "worse", show=False, id="today.worse", tooltip="Worse than before: one more"),
    Binding("V", "first", "first", show=False, id="today.first", tooltip="List this site first from now on"),
    Binding("b", "map", "body map", id="today.map", tooltip="Another place: on the body map, or by typing"),
    Binding("n", "field('note')", "note", id="today.note", tooltip="Write a note"),
    Binding("m", "words", "more words", id="today.words", tooltip="All words, each with what it means"),
    Binding("j", "levels", "levels", show=False, id="today.levels", tooltip="At rest, on movement, worst, best"),
    Binding(
        "y",
        "yesterday",
        "yesterday",
        id="today.yesterday",
        tooltip="Fill in yesterday; again: yesterday evening; again: back to now",
    ),
    Binding(
        "Y",
        "missed",
        "missed day",
        show=False,
        id="today.missed",
        tooltip="Fill in the last day without an entry of this site, a dot in its row; again: the one before",
    ),
    Binding("l", "field('when')", "when", id="today.when", tooltip="Fill in another time or day"),
    Binding(
        "i",
        "field('interference')",
        "interferes",
        show=False,
        id="today.way",
        tooltip="How much it interferes with your day",
    ),
    Binding("w", "why", "why", show=False, id="today.why", tooltip="Why this finding is shown"),
    Binding("t", "told", "told", show=False, id="today.told", tooltip="I told my therapist of the finding above"),
    Binding("o", "usual", "usual level", show=False, id="today.usual", tooltip="How much it hurts on most days"),
    Binding("k", "known", "known before", show=False, id="today.known", tooltip="What was there from the start"),
    Binding("e", "emergency", "emergency number", show=False, id="today.emergency", tooltip="The emergency number"),
    Binding("p", "unsaved('take')", "go on", show=False, id="today.take", tooltip="Go on with what was not saved"),
    Binding("d", "unsaved('drop')", "drop", show=False, id="today.drop", tooltip="Drop what was not saved"),
    Binding(
        "backspace,delete", "clear", "clear", show=False, id="today.clear", tooltip="Take back what was given here"
    ),
    Binding("escape", "back", "back", show=False, id="today.back", tooltip="Back to the sites; nothing typed is lost"),
]
