"""The one error tree. Each message says, in Indonesian, what the operator should do.

BerkasError
├── SettingsError      a setting or data file is wrong
├── UsageError         the command was called wrongly (exit 2)
│   └── HidesCase          a change would hide the case from who makes it
├── PageError          a file or page can't be read
│   ├── UnsupportedFile    not PDF, JPEG, PNG or TIFF
│   ├── EncryptedFile      asks for a password
│   ├── DamagedFile        does not decode
│   └── TooLarge           over the pixel, page or byte limit
├── StorageError       the store or the watched folder refuses (rights, disk)
│   ├── DatabaseAway       the database is locked, full or away; goes away by itself
│   └── SurroundingsError  a reading child met a full disk, lost rights or the like
└── ConflictError      somebody else changed or holds the case
"""


class BerkasError(Exception):
    """Base of all errors that an operator may see."""

    code = "GALAT"


class SettingsError(BerkasError):
    """A setting or data file is wrong."""

    code = "PENGATURAN"


class UsageError(BerkasError):
    """The command was called wrongly."""

    code = "PEMAKAIAN"


class HidesCase(UsageError):
    """The change would make the case confidential for who makes it, and nobody has said yes to that yet."""

    def __init__(self) -> None:
        super().__init__("Dengan perubahan ini berkas menjadi rahasia; tegaskan dahulu pada halaman berkas.")


class PageError(BerkasError):
    """A file or page can't be read."""

    code = "BERKAS_TIDAK_TERBACA"


class UnsupportedFile(PageError):
    """Not PDF, JPEG, PNG or TIFF."""

    code = "JENIS_TIDAK_DIDUKUNG"


class EncryptedFile(PageError):
    """The file asks for a password."""

    code = "TERKUNCI_SANDI"


class DamagedFile(PageError):
    """The file does not decode."""

    code = "BERKAS_RUSAK"


class TooLarge(PageError):
    """Over the pixel, page or byte limit."""

    code = "TERLALU_BESAR"


class StorageError(BerkasError):
    """The store or the watched folder refuses."""

    code = "PENYIMPANAN"


class DatabaseAway(StorageError):
    """The database is locked, full or away: no fault of what was to be written."""

    code = "BASIS_DATA"


class SurroundingsError(StorageError):
    """A reading child was refused by disk or rights; `number` is the operating system's error number."""

    code = "SEKITAR"

    def __init__(self, number: int) -> None:
        super().__init__("Disk atau hak akses menolak ketika berkas dibaca; dicoba lagi (berkas doctor).")
        self.number = number


class ConflictError(BerkasError):
    """Somebody else changed or holds the case."""

    code = "BENTROK"
