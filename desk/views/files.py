"""Papers as files to save."""

from django.http import HttpResponse

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def paper_file(body: bytes, name: str, form: str) -> HttpResponse:
    """The bytes under that name; `form`: pdf or docx."""
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
