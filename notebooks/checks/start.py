"""What the first cell of each notebook asks: whether everything that it needs is there."""

import sys
from importlib.util import find_spec


class Stop(Exception):
    """Ends a cell with a message and no traceback."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows of this exception."""
        return [str(self)]


def ready(*packages: str) -> None:
    """Stops with what to do if Python is too old or if camket or one of `packages` is not there."""
    if sys.version_info < (3, 11):  # noqa: UP036 - a kernel of another Python may come this far
        raise Stop(
            f"Kernel này chạy Python {sys.version_info[0]}.{sys.version_info[1]}, khóa học cần 3.11 trở lên: hãy đóng "
            "JupyterLab rồi chạy `make notebooks`.\n"
            f"This kernel runs Python {sys.version_info[0]}.{sys.version_info[1]}, the course needs 3.11 or later: "
            "close JupyterLab and run `make notebooks`."
        )
    missing = [name for name in ("camket", *packages) if find_spec(name) is None]
    if "camket" in missing:
        raise Stop(
            "Kernel này không có gói camket: hãy đóng JupyterLab, vào thư mục camket và chạy `make notebooks`.\n"
            "This kernel does not have the package camket: close JupyterLab, go into the folder camket and run "
            "`make notebooks`."
        )
    if missing:
        names = ", ".join(missing)
        raise Stop(
            f"Còn thiếu {names}: hãy đóng JupyterLab, vào thư mục camket và chạy `make notebooks`.\n"
            f"{names} is missing: close JupyterLab, go into the folder camket and run `make notebooks`."
        )
