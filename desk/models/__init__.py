"""The desk's tables, in English like all code; `verbose_name` is the name people know them by.

A class ends in `Row` where a noun of `models/` or a value of the desk has the name already (Case and CaseRow,
Request and RequestRow).
"""

from desk.models.audit_log import AuditEntry, AuditHead
from desk.models.cases import CaseFile, CaseReading, CaseRow, StoredOriginal
from desk.models.colleagues import CommentRow, PersonalNews
from desk.models.complaints import ComplaintCheck, Disposition, Resolution
from desk.models.decisions import Decision, Overrule
from desk.models.documents import DocumentRow, FieldRow, PageRow
from desk.models.erasures import Erasure
from desk.models.factors import Phone, RecoveryCodes
from desk.models.failed_logins import FailedLogins
from desk.models.intake import DropRow, NoticeRow, NumberCounter, ReceiptRow, RequestRow
from desk.models.materials import Consultation, MaterialFile, MaterialRow
from desk.models.meetings import Attendance, FollowUp, Meeting, PartyRow
from desk.models.papers import CasePaper, Documentation
from desk.models.responses import ResponseRow
from desk.models.sent_forms import SentForm
from desk.models.staff import ApiToken, RoleProposal, StaffProfile
from desk.models.stages import CaseProcess, StageMove
from desk.models.transcripts import LineTranscript

__all__ = [
    "ApiToken",
    "Attendance",
    "AuditEntry",
    "AuditHead",
    "CaseFile",
    "CasePaper",
    "CaseProcess",
    "CaseReading",
    "CaseRow",
    "CommentRow",
    "ComplaintCheck",
    "Consultation",
    "Decision",
    "Disposition",
    "DocumentRow",
    "Documentation",
    "DropRow",
    "Erasure",
    "FailedLogins",
    "FieldRow",
    "FollowUp",
    "LineTranscript",
    "MaterialFile",
    "MaterialRow",
    "Meeting",
    "NoticeRow",
    "NumberCounter",
    "Overrule",
    "PageRow",
    "PartyRow",
    "PersonalNews",
    "Phone",
    "ReceiptRow",
    "RecoveryCodes",
    "RequestRow",
    "Resolution",
    "ResponseRow",
    "RoleProposal",
    "SentForm",
    "StaffProfile",
    "StageMove",
    "StoredOriginal",
]
