"""Looks at a virtual screen, and clicks on it, through Xlib: no process is started for a look."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

Windows = set[tuple[int, int, int, int]]

#: Lines across a window that are looked at; a picture that has so many colours in so many of them has been painted: an empty
#: window, a logo on a plain ground, and what shone through have fewer.
_LINES: Final = 24
_PAINTED_LINES: Final = 5
_COLOURS: Final = 8
_IS_VIEWABLE: Final = 2
_EVERY_PLANE: Final = ctypes.c_ulong(0xFFFFFF)
_Z_PIXMAP: Final = 2
_HANDLER: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class _XImage(ctypes.Structure):
    """The beginning of Xlib's."""

    _fields_ = (
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """In pixels of the screen."""

    left: int
    top: int
    width: int
    height: int


class Eyes:
    def __init__(self, display: str) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._test: Any = ctypes.CDLL("libXtst.so.6")
        for name in ("XOpenDisplay", "XGetImage"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XGetPixel.restype = ctypes.c_ulong
        self._ignores = _HANDLER(lambda _display, _event: 0)  # a window may go while it is looked at
        self._x.XSetErrorHandler(self._ignores)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = int(self._x.XDefaultRootWindow(self._display))

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def pixel(self, x: int, y: int) -> int:
        image = self._image(Place(x, y, 1, 1))
        value = int(self._x.XGetPixel(image, 0, 0)) & 0xFFFFFF
        self._x.XDestroyImage(image)
        return value

    def windows(self) -> Windows:
        """What is mapped right on the screen: number, left, top, width (of more than a few pixels)."""
        found = {number: self._place(number) for number in self._children(self._root)}
        return {(number, at.left, at.top, at.width) for number, at in found.items() if at is not None and at.width > 20}

    def titled(self, title: str) -> Place | None:
        """Where the window with this title shows its inside, once it is mapped."""
        for frame in self._children(self._root):
            outer = self._place(frame)
            for number in self._children(frame) if outer is not None else ():
                inner = self._place(number)
                if outer is not None and inner is not None and self._title(number) == title:
                    return Place(outer.left + inner.left, outer.top + inner.top, inner.width, inner.height)
        return None

    def is_painted(self, at: Place) -> bool:
        lines = [at.top + round((number + 0.5) * at.height / _LINES) for number in range(_LINES)]
        many = [line for line in lines if self._colours(Place(at.left, line, at.width, 1)) > _COLOURS]
        return len(many) >= _PAINTED_LINES

    def click(self, x: int, y: int) -> None:
        now = ctypes.c_ulong(0)
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, now)
        for is_down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, 1, is_down, now)
        self._x.XFlush(self._display)

    def _children(self, window: int) -> list[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        if not self._x.XQueryTree(self._display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(parent),
                                  ctypes.byref(children), ctypes.byref(count)):  # fmt: skip
            return []
        found = [int(number) for number in children[: count.value]]
        self._x.XFree(children)
        return found

    def _place(self, window: int) -> Place | None:
        words = (ctypes.c_int * 40)()  # an XWindowAttributes: x, y, width, height, …; map_state is the 24th word
        if not self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), words):
            return None
        return Place(*words[:4]) if words[23] == _IS_VIEWABLE else None

    def _title(self, window: int) -> str:
        name = ctypes.c_char_p()
        if not self._x.XFetchName(self._display, ctypes.c_ulong(window), ctypes.byref(name)):
            return ""
        found = (name.value or b"").decode("latin-1")
        self._x.XFree(name)
        return found

    def _colours(self, line: Place) -> int:
        image = self._image(line)
        if image.value is None:
            return 0
        seen = ctypes.cast(image, ctypes.POINTER(_XImage)).contents
        pixels = np.frombuffer(ctypes.string_at(seen.data, 4 * seen.width), np.uint32)
        self._x.XDestroyImage(image)
        return len(np.unique(pixels))

    def _image(self, at: Place) -> ctypes.c_void_p:
        return ctypes.c_void_p(
            self._x.XGetImage(self._display, ctypes.c_ulong(self._root), at.left, at.top, at.width, at.height, _EVERY_PLANE,
                              _Z_PIXMAP)
        )  # fmt: skip
