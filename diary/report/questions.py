"""The person's questions: which of them are for the next appointment."""

from __future__ import annotations

from datetime import datetime

from diary.domain.records import Diary, Question
from diary.review import Review


def open_questions(review: Review) -> list[Question]:
    """The questions for the next appointment, as of a review that has visits and questions in it."""
    return questions_open(review.diary, review.as_of)


def questions_open(diary: Diary, now: datetime) -> list[Question]:
    """Those that no appointment on an earlier day came after; `now` is local.

    A report only reads the diary, so it marks nothing: a question is in every report up to the appointment, and the
    same diary gives the same report again. One that was marked all the same is out once that moment is past.
    """
    visits = [visit.at.instant for visit in diary.visits if visit.at.instant <= now and visit.at.day < now.date()]
    asked = max(visits, default=None)
    return [
        question
        for question in diary.questions
        if question.at.instant <= now
        and question.note.strip()
        and (asked is None or question.at.instant > asked)
        and (question.reported is None or question.reported >= now)
    ]
