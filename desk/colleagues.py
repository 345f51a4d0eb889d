"""What colleagues do with each other about a case: comments that name somebody, whose case it is, and the
news that each of them has not seen yet."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from desk import audit
from desk.countdown import ENDED
from desk.models import CaseRow, CommentRow, PersonalNews
from desk.rights import visible
from models.clean import clean_text
from models.errors import UsageError

LONGEST = 2000
NAMED = re.compile(r"(?<![\w.])@([A-Za-z0-9][A-Za-z0-9._+-]*)")
"""`@sri.wahyuni`, but no address of e-mail."""


@dataclass(frozen=True)
class Comment:
    """A comment as the page shows it; `is_new`: the reader was named in it and had not seen it."""

    row: CommentRow
    named: Sequence[str]
    is_new: bool


def of(case: CaseRow) -> QuerySet[User]:
    """Who may be named on this case or be given it: everybody active who may see it."""
    right = "lihat_rahasia" if case.is_confidential else "lihat"
    able = User.objects.filter(
        groups__permissions__codename=right, groups__permissions__content_type__app_label="desk"
    )
    return able.filter(is_active=True).distinct().order_by("first_name", "username")


def reviewers(case: CaseRow) -> QuerySet[User]:
    """Who may be given the case."""
    able = User.objects.filter(groups__permissions__codename="periksa")
    return of(case).filter(id__in=able)


def comment(case: CaseRow, text: str, named: Collection[int], user: User) -> CommentRow:
    """Keeps the comment and tells whom it names (`named`: ids picked, and every @name in the text).

    UsageError for an empty or too long one, or for a name that may not see this case.
    """
    words = clean_text(text).strip()
    if not words or len(words) > LONGEST:
        raise UsageError(f"Tuliskan komentar, paling banyak {LONGEST} huruf.")
    written = {name.rstrip(".-+").casefold() for name in NAMED.findall(words)}
    people = [who for who in of(case) if who.id in named or who.username.casefold() in written]
    if unknown := written - {who.username.casefold() for who in people}:
        raise UsageError(f"Tidak ada rekan bernama @{min(unknown)} yang dapat melihat berkas ini.")
    with transaction.atomic():
        made = CommentRow.objects.create(case=case, person=user, text=words)
        others = [who for who in people if who != user]
        PersonalNews.objects.bulk_create(
            PersonalNews(user=who, case=case, kind=PersonalNews.MENTION, comment=made, by=user)
            for who in others
        )
        audit.append(
            user.username, "komentar", case.id, {"kepada": ", ".join(who.username for who in others)}
        )
    return made


def assign(case_id: str, to: User | None, user: User) -> None:
    """Whose case it is from now on (None: nobody's). UsageError when it has ended, or `to` may not do it."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if row.status in ENDED:
            raise UsageError("Berkas ini sudah tuntas; tidak ada lagi yang ditugaskan.")
        if to and not reviewers(row).filter(id=to.id).exists():
            raise UsageError("Rekan itu tidak dapat memeriksa berkas ini.")
        if row.assignee == to:
            return
        before, row.assignee = row.assignee, to
        row.save(update_fields=["assignee"])
        PersonalNews.objects.filter(case=row, kind=PersonalNews.TASK, read_at=None).update(
            read_at=timezone.now()
        )
        if to and to != user:
            PersonalNews.objects.create(user=to, case=row, kind=PersonalNews.TASK, by=user)
        names = {"sebelum": before.username if before else None, "sesudah": to.username if to else None}
        audit.append(user.username, "ditugaskan", case_id, names)


def comments(case: CaseRow, reader: User) -> list[Comment]:
    """The case's comments, oldest first; those that name the reader for the first time are new."""
    found = case.comments.select_related("person").prefetch_related("mentions__user")
    return [
        Comment(
            row,
            [mention.user.get_full_name() or mention.user.username for mention in row.mentions.all()],
            any(mention.user_id == reader.id and not mention.read_at for mention in row.mentions.all()),
        )
        for row in found
    ]


def news(user: User) -> QuerySet[PersonalNews]:
    """What this person has not seen yet, of cases they may see."""
    unread = PersonalNews.objects.filter(user=user, read_at=None)
    return unread.filter(case__in=visible(user)).select_related("case", "by", "comment")


def seen(case: CaseRow, user: User) -> None:
    """The person has opened the case: its news is no news any more."""
    PersonalNews.objects.filter(user=user, case=case, read_at=None).update(read_at=timezone.now())


def all_seen(user: User) -> None:
    """The person has looked at all their news."""
    PersonalNews.objects.filter(user=user, read_at=None).update(read_at=timezone.now())


def with_news(user: User, cases: Collection[str]) -> set[str]:
    """Which of these cases have news for the person."""
    found = PersonalNews.objects.filter(user=user, read_at=None, case_id__in=cases)
    return set(found.values_list("case_id", flat=True))


def nobody_elses(user: User) -> Q:
    """Cases that are not given to a colleague."""
    return Q(assignee__isnull=True) | Q(assignee=user)


def move(from_case: CaseRow, to_case: CaseRow) -> None:
    """Comments and news go with the papers of a case that is merged into another."""
    CommentRow.objects.filter(case=from_case).update(case=to_case)
    PersonalNews.objects.filter(case=from_case).update(case=to_case)
