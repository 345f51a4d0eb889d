"""The one door to a mail server: off until the setting `smtp_host` names one."""

import os
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from models.errors import SettingsError, StorageError
from models.paths import DataFolder
from models.settings import Settings

SECONDS = 30
PASSWORD = "BERKAS_SMTP_PASSWORD"


@dataclass(frozen=True)
class Mail:
    """A plain text to one address."""

    to: str
    subject: str
    text: str


def is_on(settings: Settings) -> bool:
    """Whether mail is sent at all."""
    return bool(settings.smtp_host)


def send(mails: Sequence[Mail], settings: Settings, data: Path) -> list[Mail]:
    """Sends them over one connection; those that the server took. StorageError when it can't be reached."""
    if not settings.smtp_sender:
        raise SettingsError("pengaturan.toml: isi smtp_sender, alamat pengirim ringkasan.")
    taken = []
    try:
        with _connected(settings, data) as server:
            for mail in mails:
                with suppress(smtplib.SMTPRecipientsRefused):
                    server.send_message(_message(mail, settings.smtp_sender))
                    taken.append(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise StorageError(
            f"Surel tidak terkirim ({type(error).__name__}); periksa smtp_host, kata sandi, dan jaringan."
        ) from error
    return taken


def _connected(settings: Settings, data: Path) -> smtplib.SMTP:
    """Logged in; encrypted unless the server is on this machine. SettingsError for anything in the clear."""
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_security == "tanpa" and not _is_here(host):
        raise SettingsError("pengaturan.toml: smtp_security tanpa hanya untuk server di komputer ini.")
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=_context())
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, _password(data))
    except BaseException:
        server.close()
        raise
    return server


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _password(data: Path) -> str:
    path = DataFolder(data).mail_password
    own = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    return os.environ.get(PASSWORD, own)


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers it
    message.set_content(mail.text)
    return message
