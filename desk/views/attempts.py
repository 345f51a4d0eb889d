"""A change that a person sends: done, refused with what was typed, or in conflict with somebody else's."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from desk.changes import Editor
from desk.context import BELONGS_AT
from desk.forms.base import DeskForm
from desk.rights import is_hidden, person
from desk.views.conflict import conflict_page, editor_of
from desk.views.hiding import ask_page, moved_page
from models.errors import ConflictError, HidesCase, UsageError

REFUSED = 400


def attempt(
    request: HttpRequest,
    case_id: str,
    change: Callable[[Editor], object],
    done: str,
    back: str = "perkara",
    *,
    form: DeskForm | None = None,
    again: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Runs the change for who sends it; then the page `back` of the case (a route's name or an address) with
    the word `done` ("": the change has said it), or the 409 page with what `form` holds. What is refused is
    shown `again` with the reason, where there is something typed to be kept. A case that the change takes
    out of the sender's sight is asked about before, and the answer says where it is."""
    try:
        change(editor_of(request))
    except ConflictError as error:
        return conflict_page(request, case_id, None, None, str(error), form=form)
    except HidesCase:
        return ask_page(request, case_id)
    except UsageError as error:
        messages.error(request, str(error))
        if again:
            setattr(request, BELONGS_AT, resolve_url(back, case_id))
            answer = again()
            answer.status_code = REFUSED
            return answer
    else:
        if is_hidden(case_id, person(request)):
            return moved_page(request, case_id)
        if done:
            messages.success(request, done)
    return redirect(back, case_id)


def with_refused(refused: DeskForm | None, context: dict[str, object]) -> dict[str, object]:
    """The context with the refused form where its empty one was, also in lists of (item, form)."""

    def placed(value: object) -> object:
        if isinstance(value, DeskForm):
            return refused if refused and value.place == refused.place else value
        if isinstance(value, list):
            return [placed(each) for each in value]
        return tuple(map(placed, value)) if isinstance(value, tuple) else value

    return {name: placed(value) for name, value in context.items()} if refused else context
