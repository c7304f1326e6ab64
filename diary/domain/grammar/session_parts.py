"""The parts of a session between commas, and what in them did not happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from diary.domain.grammar import session_words as known
from diary.domain.grammar.atoms import Fix, Trouble
from diary.domain.grammar.session_piece import Piece, Pieces
from diary.domain.grammar.tokens import shown

_EVIDENCE = frozenset({"duration", "count", "effort", "span", "load", "pain"})
_WORDS = frozenset({"word", "and", "denial", "each", "done", "new", "amount", "no-pain"})
_SOFT = frozenset({"no", "not", "without", "zero", "neither", "never"})
_PLANS = frozenset({
    "planned", "planning", "plan to", "will", "going to", "should have", "should", "meant to", "wanted to", "wont",
    "supposed to", "was going to", "would have", "forgot", "forgotten", "instead of",
})  # fmt: skip
NOT_KEPT = "what did not happen is not kept as a session"


@dataclass(slots=True)
class Part:
    """The pieces between two commas; `listed` after the colon that begins a list of exercises."""

    pieces: list[Piece] = field(default_factory=list)
    listed: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the line."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1].end

    def has(self, *roles: str) -> bool:
        """Whether it has a piece with one of these roles."""
        return any(piece.role in roles for piece in self.pieces)

    @property
    def words(self) -> list[Piece]:
        """Its words that are nothing else."""
        return [piece for piece in self.pieces if piece.role in ("word", "quoted")]


def parts_of(line: Pieces) -> list[Part]:
    """The parts between commas, and after the colon that follows the kind of session."""
    parts, listed = [Part()], False
    for index, piece in enumerate(line.found):
        after = line.found[index + 1].role if index + 1 < len(line.found) else ""
        before = parts[-1].pieces[-1].role if parts[-1].pieces else ""
        begins_list = piece.role == "colon" and not any(part.pieces for part in parts[:-1]) and after != "count"
        listed = listed or begins_list
        joins = piece.role == "and" and before in ("count", "load", "pain", "each", "duration") and after != "remark"
        joins = joins or (piece.text == "but" and before != "" and after == "skipped")
        if piece.role == "comma" or begins_list or joins:
            parts.append(Part(listed=listed))
        elif piece.role != "colon":
            parts[-1].pieces.append(piece)
    return [cut for part in parts if part.pieces for cut in _before_skipped(part)]


def _before_skipped(part: Part) -> list[Part]:
    """After a set count a new exercise may begin that was skipped: plank 3x30s bridges skipped too sore."""
    pieces = part.pieces
    skipped = next((at for at, piece in enumerate(pieces) if piece.role == "skipped"), len(pieces))
    count = max((at for at, piece in enumerate(pieces[:skipped]) if piece.role == "count"), default=-1)
    if count < 0 or skipped == len(pieces):
        return [part]
    begins = next((at for at in range(count + 1, skipped) if pieces[at].role == "word"), skipped)
    named = begins < skipped or any(
        piece.role == "word" and piece.text in known.EXERCISES for piece in pieces[skipped:]
    )
    if not named or pieces[begins].text in known.REMARKS | known.CUTS:
        return [part]
    return [Part(pieces[:begins], part.listed), Part(pieces[begins:], part.listed)]


def place_at_start(run: Sequence[Piece]) -> int:
    """How many words of a run name the kind before an exercise: gym squats."""
    skip = next((place for place, piece in enumerate(run) if piece.text not in known.OPENERS), 0)
    for length in range(min(3, len(run) - skip - 1), 0, -1):
        if " ".join(piece.text for piece in run[skip : skip + length]) in known.PLACES:
            return skip + length
    return 0


def kind_ends(kind: Sequence[Piece]) -> int:
    """Where remarks begin after the words of a kind: after a word for a sport, or at "with", "after" and the like."""
    sports = [place for place, piece in enumerate(kind) if piece.text in known.SPORTS]
    for place in range(1, len(kind)):
        text = kind[place].text
        if text in known.CUTS or (text in known.REMARKS and place > (sports[-1] if sports else 0)):
            return place
    return len(kind)


def sort_denials(line: Pieces, parts: list[Part]) -> str:
    """Decide what each negation denies; the words that say that nothing took place, "" where something did."""
    for part in parts:
        for index, piece in enumerate(part.pieces):
            if piece.role == "skipped" and not _is_skipped_exercise(part, parts):
                piece.role = "denial"
            if piece.role == "denial" and any(before.role in ("skipped", "eased") for before in part.pieces[:index]):
                # Why an exercise was skipped: bridges skipped, no time.
                piece.role = "word"
            if piece.role == "denial":
                if _is_remark(part, index, parts):
                    _leave(part.pieces[index:])
                elif not any(_happened(other) for other in parts if other is not part) and not _before(part, index):
                    return line.source[part.start : part.end]
                else:
                    _ask(line, part, index)
                break
    if parts and all(part.has("skipped") or not (_happened(part) or part.words) for part in parts):
        return line.source[parts[0].start : parts[-1].end] if any(part.has("skipped") for part in parts) else ""
    return ""


def _happened(part: Part) -> bool:
    """Whether the part tells of something that took place."""
    return part.has(*_EVIDENCE) and not part.has("skipped", "denial")


def _before(part: Part, index: int) -> bool:
    """Whether what stands before a negation took place: "walked 20 min, no" and the like."""
    piece = part.pieces[index]
    reason = next((each.text for each in part.pieces[index + 1 :]), "")
    # Walk 30 min skipped too sore: nothing else is named that was.
    skipped = piece.text in known.SKIPPED and (not reason or reason.split()[0] in known.BECAUSE | {"too"})
    is_whole = piece.text in known.DENIED_BEFORE or piece.text in known.DENIED_ALL or skipped
    return not is_whole and any(each.role in _EVIDENCE for each in part.pieces[:index])


def _is_skipped_exercise(part: Part, parts: Sequence[Part]) -> bool:
    """Whether one exercise was skipped in a session that took place."""
    words = [piece.text for piece in part.words]
    named = [word for word in words if word not in known.SESSION_NOUNS | known.REASONS | known.REMARKS]
    others = [other for other in parts if other is not part]
    return bool(named) and any(_happened(other) or _is_named(other) for other in others)


def _is_named(part: Part) -> bool:
    """Whether the part names a session or an exercise, and denies nothing."""
    texts = [piece.text for piece in part.words]
    is_known = " ".join(texts) in known.PLACES or bool(set(texts) & (known.EXERCISES | known.SPORTS))
    return is_known and not part.has("denial", "skipped")


def _is_remark(part: Part, index: int, parts: Sequence[Part]) -> bool:
    """Whether a negation is how it went, and does not deny the session: no resistance, didn't hurt."""
    piece = part.pieces[index]
    after = part.pieces[index + 1 :]
    follows = next((each.text.split()[0] for each in after if each.role in ("word", "new", "done")), "")
    took_place = any(each.role in _EVIDENCE for each in part.pieces) or any(
        _happened(other) for other in parts if other is not part
    )
    if not took_place or piece.text in known.DENIED_BEFORE or piece.text in _PLANS:
        return False
    if piece.text in known.DENIED_ALL:
        return piece.text in ("none", "nothing", "rested", "resting") and bool(follows)
    is_of_session = not follows or follows in known.SESSION_NOUNS | known.DONE_VERBS
    names_exercise = any(each.text in known.EXERCISES for each in after)
    return not is_of_session and not names_exercise and piece.role == "denial" and piece.text not in known.SKIPPED


def _leave(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.role in _WORDS:
            piece.role = "remark"
        elif piece.role in ("effort", "duration", "count", "pain", "load"):
            break


def _ask(line: Pieces, part: Part, index: int) -> None:
    """Ask about what was denied: an exercise may have been skipped, else it is a note."""
    denial = part.pieces[index]
    kept = [piece for piece in part.pieces[:index] if piece.role in _EVIDENCE]
    first = index if kept and denial.text not in known.DENIED_BEFORE | known.DENIED_ALL else 0
    start, end = part.pieces[first].start, part.end
    words = [piece for piece in part.pieces[first:] if piece.role == "word" and piece.text not in known.DONE_VERBS]
    ways = []
    if any(word.text in known.EXERCISES for word in words) and not kept:
        ways.append(((Fix(start, end, f"{line.source[words[0].start : words[-1].end]} skipped"),),))
    ways.append(((Fix(start, end),),))
    text = f"“{shown(line.source[start:end])}”: {NOT_KEPT}; it can stand in the note, after --"
    line.troubles.append(Trouble(start, text, tuple(ways)))
    for piece in part.pieces[first:]:
        piece.role = "remark"
