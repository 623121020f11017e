class _Stream:
    def __init__(self, write, name):
        self.write = write
        self.name = name

    def flush(self):
        pass

    def isatty(self):
        return False


class _Version(tuple):
    major, minor, micro = 3, 14, 0


stdout = _Stream(_write_out, "<stdout>")
stderr = _Stream(_write_error, "<stderr>")
argv = [""]
path = []
platform = "waiting-room"
version_info = _Version((3, 14, 0, "final", 0))
version = "3.14.0"
maxsize = 2**63 - 1
modules = {}
byteorder = "little"
