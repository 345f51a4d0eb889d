"""What all forms of the desk have: refusal in words, days and hours as people write them, giving back."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict

from desk import typed
from models.errors import UsageError

YES, NO = "ya", "tidak"
HOW_TIME = "Tulislah waktunya seperti 09.00."

Sent = QueryDict | None
Files = MultiValueDict[str, Any] | None


class DeskForm(forms.Form):
    """A form by its `key`; `about` parts several of one kind on a page (the answer to disposition 7)."""

    key = ""

    def __init__(self, sent: Sent = None, files: Files = None, *, about: object = "", **options: Any) -> None:
        self.place = f"{self.key}{about}"
        super().__init__(sent, files, auto_id=f"{self.place}-%s", **options)

    def limit(self, name: str, **edges: date) -> None:
        """The browser's calendar offers no day beyond these (`min`, `max`); who does the work refuses it."""
        self.fields[name].widget.attrs.update({edge: day.isoformat() for edge, day in edges.items()})

    def checked(self) -> dict[str, Any]:
        """The values by name. UsageError with all that is wrong with them."""
        if self.is_valid():
            return self.cleaned_data
        found = [str(error) for errors in self.errors.values() for error in errors]
        raise UsageError(" ".join(dict.fromkeys(found)))

    def known(self) -> dict[str, Any]:
        """The values of a form that no person types. 404 for what its page never offered."""
        if self.is_valid():
            return self.cleaned_data
        raise Http404


def given_back(form: forms.Form) -> list[tuple[str, str]]:
    """(label, text) of what was typed or chosen, as it was sent; nothing hidden, no file."""
    found = [(str(field.label), _sent_text(field)) for field in form.visible_fields()]
    return [(label, text) for label, text in found if text.strip()]


def _sent_text(field: BoundField) -> str:
    if isinstance(field.field, forms.FileField):
        return ""
    sent = field.data
    if isinstance(sent, bool):
        return YES if sent else ""
    words = _choice_words(field.field)
    found = sent if isinstance(sent, list | tuple) else [sent]
    return ", ".join(words.get(str(each), str(each)) for each in found if each is not None)


def _choice_words(field: forms.Field) -> Mapping[str, str]:
    if not isinstance(field, forms.ChoiceField):
        return {}
    choices: Any = field.choices
    return {str(code): str(words) for code, words in choices}


class Tick(forms.CheckboxInput):
    """A box that sends "ya"; whatever else is sent is no."""

    def __init__(self, **attributes: object) -> None:
        super().__init__(attrs={"value": YES, **attributes})

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether it was ticked."""
        return bool(data.get(name) == YES)


class OpenChoiceField(forms.ChoiceField):
    """One of a list as the page shows it; who does the work says whether it is still there."""

    def validate(self, value: Any) -> None:
        """Anything: the list may have changed since the page was opened."""


class DayField(forms.CharField):
    """A day as people write it -> date, None when empty."""

    def clean(self, value: Any) -> date | None:
        """Invalid with the words of desk/typed.py."""
        try:
            return typed.day(super().clean(value))
        except UsageError as error:
            raise forms.ValidationError(str(error)) from error


class RawField(forms.CharField):
    """Text exactly as it was sent; who takes it cleans it."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label=label, required=False, strip=False)
        self.validators = []


class YesField(forms.BooleanField):
    """Whether "ya" was sent, by a box, a hidden input or a button."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=Tick())


class ManyField(forms.Field):
    """All that was sent under one name: list of str."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.SelectMultiple)

    def to_python(self, value: Any) -> list[Any]:
        """In the order in which it was sent."""
        return [str(each) for each in value or ()]


class _FilesInput(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """All files that were sent under the name."""
        return list(files.getlist(name)) if files else []


class FilesField(forms.FileField):
    """The files that were sent under one name: list of UploadedFile, maybe none."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=_FilesInput(attrs={"multiple": True}))

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """As they came."""
        return list(data)


class NumbersField(ManyField):
    """The same, numbers alone: list of int; what is none is passed over."""

    def to_python(self, value: Any) -> list[Any]:
        """Ids of rows."""
        return [int(each) for each in super().to_python(value) if each.isdecimal()]


def hidden() -> forms.CharField:
    """What the page itself sends: "" when it sends none."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


def read_time(text: str) -> time:
    """09.00 or 09:00. UsageError for what is none."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError as error:
        raise UsageError(HOW_TIME) from error


def text(
    label: str, most: int | None = None, *, rows: int = 0, is_needed: bool = False, **attributes: object
) -> forms.CharField:
    """A line of text, or with `rows` several. `is_needed`: the page asks for it; who does the work says what
    is missing."""
    shown = {**({"required": True} if is_needed else {}), **attributes}
    widget = forms.Textarea({"rows": rows, **shown}) if rows else forms.TextInput(shown)
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def day(label: str, *, is_needed: bool = False, **attributes: object) -> DayField:
    """A day, chosen in the browser's calendar."""
    shown = {"type": "date", **({"required": True} if is_needed else {}), **attributes}
    return DayField(label=label, required=False, widget=forms.DateInput(shown, format="%Y-%m-%d"))


def choice(label: str, choices: Any, *, as_radio: bool = False, is_needed: bool = False) -> forms.ChoiceField:
    """One of a list, or nothing."""
    shown = {"required": True} if is_needed else {}
    widget = forms.RadioSelect(shown) if as_radio else forms.Select(shown)
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)


def tick(label: str) -> forms.BooleanField:
    """Yes when it is ticked."""
    return forms.BooleanField(label=label, required=False, widget=Tick())
