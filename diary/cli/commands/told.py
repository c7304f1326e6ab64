"""`diary told`: mark a finding as told to the therapist or doctor."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say, talk
from diary.domain.findings import Finding
from diary.errors import UsageError
from diary.review.announce import acknowledgements
from diary.review.cards import cards
from diary.review.snapshot import Review

HELP = """Mark a finding as told to your therapist or doctor. It stays in the list and in the report, but is no longer
announced until it becomes more urgent, is confirmed, or comes back. If only one finding is open, no rule is needed;
"all" means all."""
EXAMPLES = (
    "diary told",
    "diary told worsening lower back --at 'yesterday 16:00' --note 'shorter sets now'",
    "diary told all",
)
TAKES_NOTE = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the finding, the time and the note."""
    from diary.review.rule_book import RULE_OF

    rules = f"the rule, and the site if the rule is about one; rules: {', '.join(RULE_OF)}"
    parser.add_argument("words", nargs="*", metavar="RULE SITE", help=rules)
    parser.add_argument("--at", metavar="T", help="when you told them (default: now)")
    parser.add_argument("--note", metavar="TEXT", nargs="+", help="what they answered: all words up to the next option")


def run(args: argparse.Namespace, context: Context) -> int:
    """Save an acknowledgement for each finding that the words name."""
    from diary.cli.output import finding_line
    from diary.domain.grammar.times import parse_time

    at = parse_time(args.at, now=context.here).at if args.at else context.here.moment
    note = " ".join([*(args.note or []), *(args.after or [])])
    now = context.clock.now()
    with context.store() as store:
        # What another program logs while this one reads is not told yet, and must not be marked so.
        newest = store.newest()
        review = context.review(store)
        chosen = chosen_findings(review, args.words)
        shown = cards(chosen)
        acks = [ack for card in shown for ack in acknowledgements(card, at=at, recorded=now, note=note)]
        store.save(*acks, label="; ".join(f"told: {card.title}" for card in shown), after=newest)
    for finding in shown:
        say(f"Told: {finding_line(finding)}")
    talk("Saved. (diary undo takes it back)")
    return 0


def chosen_findings(review: Review, words: list[str]) -> list[Finding]:
    """The raised, untold findings that these words name; UsageError if there is none, or if several fit."""
    from diary.cli.names import region_named
    from diary.review.rule_book import RULE_OF

    untold = list(review.untold)
    if not untold:
        raise UsageError("every raised finding is already marked as told; diary check shows them")
    if words == ["all"]:
        return untold
    rule = words[0] if words and words[0] in RULE_OF else None
    site = " ".join(words[1:] if rule else words)
    chosen = [finding for finding in untold if rule in (None, finding.rule)]
    movements = [finding for finding in chosen if finding.movement and site.casefold() in _about(finding)]
    if site and movements:
        # "left knee flexion" also begins "left knee flexion (self-rating)"; an exact name wins.
        exact = [finding for finding in movements if _about(finding) == site.casefold()]
        chosen = exact or movements
    elif site:
        region = region_named(site)
        # A region without a side means the findings of all its sides.
        side = next((word for word in site.split() if word in ("left", "right", "both")), None)
        chosen = [finding for finding in chosen if finding.site == region and side in (None, finding.side)]
    if not chosen:
        raise UsageError(f"no such finding is open; the open findings: {_names(untold)}")
    if len(cards(chosen)) > 1:
        raise UsageError(f"which one? Write diary told with one of: {_names(chosen)}; or all")
    return chosen


def _names(findings: list[Finding]) -> str:
    return ", ".join(f"{finding.rule} {_about(finding)}".strip() for finding in findings)


def _about(finding: Finding) -> str:
    from diary.domain.vocabulary import place_name

    if finding.movement:
        return f"{finding.side or ''} {finding.movement}".strip().casefold()
    return place_name(finding.site, finding.side)
