class JSONDecodeError(ValueError):
    __module__ = "json.decoder"

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


def _quoted(text, ascii_only):
    parts = []
    for character in text:
        code = ord(character)
        if character in _ESCAPES:
            parts.append(_ESCAPES[character])
        elif code < 32 or ascii_only and 126 < code < 0x10000:
            parts.append(f"\\u{code:04x}")
        elif ascii_only and code > 126:
            code -= 0x10000
            parts.append(f"\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}")
        else:
            parts.append(character)
    return '"' + "".join(parts) + '"'


def _atom(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        if value != value:
            return "NaN"
        return {float("inf"): "Infinity", float("-inf"): "-Infinity"}.get(value) or float.__repr__(value)
    return None


def dumps(obj, *, skipkeys=False, ensure_ascii=True, indent=None, separators=None, default=None, sort_keys=False, **options):
    if isinstance(indent, int):
        indent = " " * indent
    item_separator, key_separator = separators or ("," if indent is not None else ", ", ": ")

    def joined(opening, parts, closing, depth):
        if not parts:
            return opening + closing
        if indent is None:
            return opening + item_separator.join(parts) + closing
        inner = "\n" + indent * (depth + 1)
        return opening + inner + (item_separator + inner).join(parts) + "\n" + indent * depth + closing

    def key_text(key):
        if isinstance(key, str):
            return key
        atom = _atom(key)
        if atom is None:
            if skipkeys:
                return None
            raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")
        return atom

    def written(value, depth):
        if isinstance(value, str):
            return _quoted(value, ensure_ascii)
        atom = _atom(value)
        if atom is not None:
            return atom
        if isinstance(value, dict):
            items = sorted(value.items()) if sort_keys else value.items()
            keyed = [(key_text(key), item) for key, item in items]
            parts = [
                _quoted(key, ensure_ascii) + key_separator + written(item, depth + 1)
                for key, item in keyed
                if key is not None
            ]
            return joined("{", parts, "}", depth)
        if isinstance(value, (list, tuple)):
            return joined("[", [written(item, depth + 1) for item in value], "]", depth)
        if default is None:
            raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
        return written(default(value), depth)

    return written(obj, 0)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


def loads(s, *, object_hook=None, parse_float=None, parse_int=None, **options):
    if isinstance(s, bytes):
        s = s.decode()
    end = len(s)

    def skip(at):
        while at < end and s[at] in " \t\n\r":
            at += 1
        return at

    def string(at):
        parts = []
        begin = at - 1
        while True:
            if at >= end:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            character = s[at]
            if character == '"':
                return "".join(parts), at + 1
            if character < " ":
                raise JSONDecodeError("Invalid control character at", s, at)
            if character != "\\":
                parts.append(character)
                at += 1
                continue
            escape = s[at + 1 : at + 2]
            if escape == "u":
                code = int(s[at + 2 : at + 6], 16)
                at += 6
                if 0xD800 <= code < 0xDC00 and s[at : at + 2] == "\\u":
                    code = 0x10000 + ((code & 0x3FF) << 10) + (int(s[at + 2 : at + 6], 16) & 0x3FF)
                    at += 6
                parts.append(chr(code))
            elif escape in _UNESCAPED and escape:
                parts.append(_UNESCAPED[escape])
                at += 2
            else:
                raise JSONDecodeError("Invalid \\escape", s, at)

    def number(at):
        begin = at
        if s[at : at + 1] == "-":
            at += 1
        is_float = False
        while at < end and (s[at].isdigit() or s[at] in "+-.eE"):
            is_float = is_float or s[at] in ".eE"
            at += 1
        text = s[begin:at]
        if not text.strip("-"):
            raise JSONDecodeError("Expecting value", s, begin)
        return ((parse_float or float) if is_float else (parse_int or int))(text), at

    def value(at):
        at = skip(at)
        for name, known in (("null", None), ("true", True), ("false", False), ("NaN", float("nan")), ("Infinity", float("inf"))):
            if s.startswith(name, at):
                return known, at + len(name)
        character = s[at : at + 1]
        if character == '"':
            return string(at + 1)
        if character == "[":
            return array(at + 1)
        if character == "{":
            return mapping(at + 1)
        return number(at)

    def array(at):
        items = []
        at = skip(at)
        if s[at : at + 1] == "]":
            return items, at + 1
        while True:
            item, at = value(at)
            items.append(item)
            at = skip(at)
            if s[at : at + 1] == "]":
                return items, at + 1
            if s[at : at + 1] != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at += 1

    def mapping(at):
        items = {}
        at = skip(at)
        if s[at : at + 1] == "}":
            return finished(items), at + 1
        while True:
            at = skip(at)
            if s[at : at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = string(at + 1)
            at = skip(at)
            if s[at : at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            items[key], at = value(at + 1)
            at = skip(at)
            if s[at : at + 1] == "}":
                return finished(items), at + 1
            if s[at : at + 1] != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at += 1

    def finished(items):
        return items if object_hook is None else object_hook(items)

    result, at = value(0)
    at = skip(at)
    if at != end:
        raise JSONDecodeError("Extra data", s, at)
    return result


def load(fp, **options):
    return loads(fp.read(), **options)
