"""Saving that somebody was told of a finding, as it was shown."""

from __future__ import annotations

from collections.abc import Sequence

from diary.clock import Clock
from diary.domain.findings import Finding
from diary.domain.records import Ack, Change
from diary.errors import DiaryError
from diary.review.announce import finding_changes
from diary.review.snapshot import review
from diary.settings import Settings
from diary.store.diary_store import DiaryStore


def save_told(
    store: DiaryStore, *, card: Finding, acks: Sequence[Ack], clock: Clock, settings: Settings, label: str
) -> Change:
    """Save the acknowledgements of a card that was shown a while ago.

    DiaryError where another program logged meanwhile what makes it new or more urgent: nobody was told of that.
    """
    newest = store.newest()
    findings = review(store, clock.local(), settings).findings
    subjects = {each.subject for each in card.each}
    now = [each for each in findings if each.subject in subjects]
    if any(change.kind != "cleared" for change in finding_changes(card.each, now)):
        raise DiaryError("what was logged meanwhile makes this warning new or more urgent; please read it again")
    return store.save(*acks, label=label, after=newest)
