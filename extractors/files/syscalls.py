"""System calls that no reading needs, as a seccomp filter (Linux, seccomp(2)); a refused call answers EPERM.

A list of what is denied, since Python, onnxruntime and tesseract call much, and other versions call other
things. Numbers: kernel, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h; those
from 424 on are the same everywhere.
"""

import errno
import platform
import struct

_X86_64, _AARCH64 = "x86_64", "aarch64"
AUDIT_ARCH = {_X86_64: 0xC000003E, _AARCH64: 0xC00000B7}
"""linux/audit.h: calls through another table (32 bit) are refused whole."""
X32_BIT = 0x40000000

DENIED: dict[str, tuple[int | None, int | None]] = {
    # the network, and descriptors of other programs
    "socket": (41, 198), "socketpair": (53, 199), "pidfd_getfd": (438, 438),
    # calls that pass by this filter
    "io_uring_setup": (425, 425), "seccomp": (317, 277), "bpf": (321, 280), "userfaultfd": (323, 282),
    # other programs' memory, limits and process groups
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "perf_event_open": (298, 241), "setsid": (112, 157), "setpgid": (109, 154),
    # rights, owners and times of files, which Landlock does not guard
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
    "lremovexattr": (198, 15), "fremovexattr": (199, 16), "setxattrat": (463, 463),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    # mounts and name spaces
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsmount": (432, 432),
    "mount_setattr": (442, 442), "unshare": (272, 97), "setns": (308, 268),
    # the machine
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "acct": (163, 89),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224),
    "swapoff": (168, 225), "quotactl": (179, 60), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "sethostname": (170, 161), "setdomainname": (171, 162),
    "iopl": (172, None), "ioperm": (173, None),
}  # fmt: skip
"""Name -> number on x86_64 and on aarch64; None where there is no such call."""

CLONE = (56, 220)
CLONE3 = (435, 435)
PRLIMIT64 = (302, 261)
NEW_NAMESPACE = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET: neither threads nor processes need one."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Classic BPF (linux/filter.h): BPF_LD|W|ABS, BPF_JMP|JEQ|K, JGE, JSET, BPF_RET|K."""
_NUMBER_AT, _ARCH_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000


def seccomp_filter(machine: str = "") -> bytes | None:
    """The filter's instructions for this machine; None where its numbers are not known."""
    machine = machine or platform.machine()
    if machine not in AUDIT_ARCH:
        return None
    which = (_X86_64, _AARCH64).index(machine)
    refuse = [_step(_RETURN, _ERRNO | errno.EPERM)]
    steps = [
        _step(_LOAD, _ARCH_AT),
        _step(_EQUAL, AUDIT_ARCH[machine], 1, 0),
        *refuse,
        _step(_LOAD, _NUMBER_AT),
    ]
    steps += [_step(_AT_LEAST, X32_BIT, 0, 1), *refuse]
    for numbers in DENIED.values():
        if (number := numbers[which]) is not None:
            steps += [_step(_EQUAL, number, 0, 1), *refuse]
    # Its flags lie in memory, where a filter can't look; the C library then takes clone.
    steps += [_step(_EQUAL, CLONE3[which], 0, 1), _step(_RETURN, _ERRNO | errno.ENOSYS)]
    steps += [_step(_EQUAL, CLONE[which], 0, 4), _step(_LOAD, _FIRST_ARGUMENT_AT)]
    steps += [_step(_ANY_BIT, NEW_NAMESPACE, 0, 1), *refuse, _step(_RETURN, _ALLOW)]
    # Limits of its own (process 0), not another's.
    steps += [_step(_EQUAL, PRLIMIT64[which], 0, 3), _step(_LOAD, _FIRST_ARGUMENT_AT)]
    steps += [_step(_EQUAL, 0, 1, 0), *refuse, _step(_RETURN, _ALLOW)]
    return b"".join(steps)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One struct sock_filter."""
    return struct.pack("=HBBI", code, if_true, if_false, value)
