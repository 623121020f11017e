# What is built in and written in Python, because programs need it seldom: it need not be fast, and takes less room so. What stands in
# a class here becomes part of the built-in class of that name. The rest is in methods.rs and builtins.rs.
from operator import index as _index

_MISSING = object()
_CONVERSIONS = {"r": repr, "s": str, "a": ascii}
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def dir(object, /):
    names = set(getattr(object, "__dict__", ()))
    for ancestor in (object if isinstance(object, type) else type(object)).__mro__:
        names |= set(ancestor.__dict__)
    return sorted(names)


class str:
    def capitalize(self, /):
        return _title(self[:1]) + self[1:].lower()

    def casefold(self, /):
        return self.lower().replace("ß", "ss")

    def expandtabs(self, /, tabsize=8):
        text, column, tabsize = "", 0, _index(tabsize)
        for character in self:
            if character != "\t":
                text += character
                column = 0 if character in "\n\r" else column + 1
            elif tabsize > 0:
                spaces = tabsize - column % tabsize
                text += " " * spaces
                column += spaces
        return text

    def format(self, /, *args, **kwargs):
        return _fill(self, args, kwargs, [0], 0)

    def format_map(self, mapping, /):
        return _fill(self, (), mapping, [0], 0)

    def index(self, sub, /, *where):
        _expect_str(sub, "index() argument 1 ")
        index = self.find(sub, *where)
        if index < 0:
            raise ValueError("substring not found")
        return index

    def isidentifier(self, /):
        return (self[:1] == "_" or self[:1].isalpha()) and self.replace("_", "a").isalnum()

    def islower(self, /):
        return self == self.lower() and self != self.upper()

    def istitle(self, /):
        return self == self.title() and self.lower() != self.upper()

    def isupper(self, /):
        return self == self.upper() and self != self.lower()

    @staticmethod
    def maketrans(x, y=None, z="", /):
        if y is None:
            if not isinstance(x, dict):
                raise TypeError("if you give only one argument to maketrans it must be a dict")
            return {ord(key) if isinstance(key, str) else key: value for key, value in x.items()}
        if len(x) != len(y):
            raise ValueError("the first two maketrans arguments must have equal length")
        table = {ord(old): ord(new) for old, new in zip(x, y)}
        for character in z:
            table[ord(character)] = None
        return table

    def partition(self, sep, /):
        _expect_str(sep)
        index = self.find(sep) if sep else self.split(sep)
        return (self, "", "") if index < 0 else (self[:index], sep, self[index + len(sep):])

    def removeprefix(self, prefix, /):
        _expect_str(prefix, "removeprefix() argument ")
        return self[len(prefix):] if self.startswith(prefix) else self[:]

    def removesuffix(self, suffix, /):
        _expect_str(suffix, "removesuffix() argument ")
        return self[:-len(suffix)] if suffix and self.endswith(suffix) else self[:]

    def rindex(self, sub, /, *where):
        _expect_str(sub, "rindex() argument 1 ")
        index = self.rfind(sub, *where)
        if index < 0:
            raise ValueError("substring not found")
        return index

    def rpartition(self, sep, /):
        _expect_str(sep)
        index = self.rfind(sep) if sep else self.split(sep)
        return ("", "", self) if index < 0 else (self[:index], sep, self[index + len(sep):])

    def splitlines(self, /, keepends=False):
        lines, start, length = [], 0, len(self)
        while start < length:
            end = start
            while end < length and self[end] not in _LINE_ENDS:
                end += 1
            after = end + (2 if self[end:end + 2] == "\r\n" else 1)
            lines.append(self[start:after if keepends else end])
            start = after
        return lines

    def swapcase(self, /):
        return "".join([character.lower() if character.isupper() else character.upper() for character in self])

    def title(self, /):
        text, is_inside = "", False
        for character in self:
            text += character.lower() if is_inside else _title(character)
            is_inside = character.isalpha()
        return text

    def translate(self, table, /):
        text = ""
        for character in self:
            try:
                character = table[ord(character)]
            except LookupError:
                pass
            if isinstance(character, int):
                character = chr(character)
            elif not isinstance(character, (str, type(None))):
                raise TypeError("character mapping must return integer, None or str")
            text += character or ""
        return text

    def zfill(self, width, /):
        sign = self[:1] if self.startswith(("+", "-")) else ""
        return sign + self[len(sign):].rjust(_index(width) - len(sign), "0")


def _expect_str(value, what=""):
    if not isinstance(value, str):
        name = "None" if what and value is None else type(value).__name__
        raise TypeError(f"{what}must be str, not {name}")


# What a letter becomes at the beginning of a word: `ß` becomes `Ss`.
def _title(character):
    upper = character.upper()
    return upper[:1] + upper[1:].lower()


# str.format: `numbers` counts the fields without a number; it is -1 once one has a number.


def _fill(template, args, names, numbers, depth):
    if depth > 2:
        raise ValueError("Max string recursion exceeded")
    text, at = "", 0
    while True:
        opening, closing = template.find("{", at), template.find("}", at)
        brace = closing if opening < 0 or 0 <= closing < opening else opening
        if brace < 0:
            return text + template[at:]
        text += template[at:brace]
        at = brace + 1
        if template[at:at + 1] == template[brace]:
            text += template[brace]
            at += 1
            continue
        if brace == closing:
            raise ValueError("Single '}' encountered in format string")
        if at == len(template):
            raise ValueError("Single '{' encountered in format string")
        end, level = at, 1
        while level:
            if end == len(template):
                raise ValueError("expected '}' before end of string")
            level += (template[end] == "{") - (template[end] == "}")
            end += 1
        field, _, spec = template[at:end - 1].partition(":")
        field, _, conversion = field.partition("!")
        value = _field(field, args, names, numbers)
        if conversion:
            if conversion not in ("r", "s", "a"):
                raise ValueError(f"Unknown conversion specifier {conversion}")
            value = _CONVERSIONS[conversion](value)
        text += format(value, _fill(spec, args, names, numbers, depth + 1))
        at = end


def _field(field, args, names, numbers):
    name, rest = _split_name(field)
    if not name:
        if numbers[0] < 0:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        name = str(numbers[0])
        numbers[0] += 1
    elif name.isdigit():
        if numbers[0] > 0:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        numbers[0] = -1
    if name.isdigit():
        if int(name) >= len(args):
            raise IndexError(f"Replacement index {name} out of range for positional args tuple")
        value = args[int(name)]
    else:
        value = names[name]
    while rest:
        if rest[0] == ".":
            name, rest = _split_name(rest[1:])
            value = getattr(value, name)
            continue
        if rest[0] != "[":
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        key, bracket, rest = rest[1:].partition("]")
        if not bracket:
            raise ValueError("expected '}' before end of string")
        value = value[int(key) if key.isdigit() else key]
    return value


def _split_name(field):
    end = 0
    while end < len(field) and field[end] not in ".[":
        end += 1
    return field[:end], field[end:]


# The operator % of strings


def _percent(template, args):
    values = args if isinstance(args, tuple) else (args,)
    is_mapping = hasattr(args, "__getitem__") and not isinstance(args, (tuple, str))
    text, at, taken, is_named, length = "", 0, 0, False, len(template)

    def take():
        nonlocal taken
        taken += 1
        if taken > len(values):
            raise TypeError("not enough arguments for format string")
        return values[taken - 1]

    def number():
        nonlocal at
        if template[at:at + 1] == "*":
            at += 1
            value = take()
            if not isinstance(value, int):
                raise TypeError("* wants int")
            return value
        start = at
        while template[at:at + 1].isdigit():
            at += 1
        return int(template[start:at] or 0)

    while True:
        percent = template.find("%", at)
        if percent < 0:
            break
        text += template[at:percent]
        at = percent + 1
        value = _MISSING
        if template[at:at + 1] == "(":
            if not is_mapping:
                raise TypeError("format requires a mapping")
            end = template.find(")", at)
            if end < 0:
                raise ValueError("incomplete format key")
            value = args[template[at + 1:end]]
            is_named = True
            at = end + 1
        flags = ""
        while at < length and template[at] in "-+ 0#":
            flags += template[at]
            at += 1
        width, precision = number(), None
        if template[at:at + 1] == ".":
            at += 1
            precision = max(0, number())
        while at < length and template[at] in "lhL":
            at += 1
        if at == length:
            raise ValueError("incomplete format")
        kind = template[at]
        at += 1
        if kind == "%":
            text += "%"
            continue
        if value is _MISSING:
            value = take()
        if kind not in "srascdiuxXofFeEgG":
            raise ValueError(f"unsupported format character '{kind}' ({ord(kind):#x}) at index {at - 1}")
        text += _percent_field(value, kind, flags if width >= 0 else flags + "-", abs(width) or "", precision)
    if taken < len(values) and not is_mapping and not is_named:
        raise TypeError("not all arguments converted during string formatting")
    return text + template[at:]


def _percent_field(value, kind, flags, width, precision):
    align = "<" if "-" in flags else ">"
    if kind in "srac":
        if kind == "c":
            value = value if isinstance(value, str) else chr(value)
        else:
            value = _CONVERSIONS[kind](value)[:precision]
        return f"{value:{align}{width}}"
    name = type(value).__name__
    if kind in "diuxXo":
        if isinstance(value, float) and kind in "diu":
            value = int(value)
        if not isinstance(value, int):
            raise TypeError(f"%{kind} format: {'a real number' if kind in 'diu' else 'an integer'} is required, not {name}")
        kind = "d" if kind in "diu" else kind
    else:
        if not hasattr(value, "__float__") and not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {name}")
        value, kind = float(value), f".{6 if precision is None else precision}{kind}"
    sign = "+" if "+" in flags else " " if " " in flags else ""
    fill = "0=" if "0" in flags and align == ">" else " " + align
    return f"{value:{fill}{sign}{'#' if '#' in flags else ''}{width}{kind}}"


class bytes:
    def hex(self, sep=None, /):
        if sep is None:
            sep = ""
        elif len(sep) != 1:
            raise ValueError("sep must be length 1.")
        return sep.join([f"{byte:02x}" for byte in self])


class int:
    def as_integer_ratio(self, /):
        return self + 0, 1

    def bit_count(self, /):
        return bin(self).count("1")

    def conjugate(self, /):
        return self + 0

    @classmethod
    def from_bytes(cls, bytes, byteorder="big", *, signed=False):
        number = 0
        data = list(bytes)
        for byte in data if _is_big(byteorder) else data[::-1]:
            number = number << 8 | byte
        size = 1 << 8 * len(data)
        return number - size if signed and number * 2 >= size else number

    def is_integer(self, /):
        return True

    def to_bytes(self, length=1, byteorder="big", *, signed=False):
        is_big = _is_big(byteorder)
        if length < 0:
            raise ValueError("length argument must be non-negative")
        if self < 0 and not signed:
            raise OverflowError("can't convert negative int to unsigned")
        limit = 1 << max(0, 8 * length - (1 if signed else 0))
        if not -limit <= self < limit:
            raise OverflowError("int too big to convert")
        places = range(length - 1, -1, -1) if is_big else range(length)
        return bytes([self >> 8 * place & 255 for place in places])


bool = int


def _is_big(byteorder):
    if byteorder not in ("big", "little"):
        raise ValueError("byteorder must be either 'little' or 'big'")
    return byteorder == "big"


class float:
    def as_integer_ratio(self, /):
        if self - self != 0:
            raise OverflowError("cannot convert Infinity to integer ratio") if self == self else ValueError("cannot convert NaN to integer ratio")
        denominator = 1
        while self != int(self):
            self *= 2
            denominator *= 2
        return int(self), denominator

    def conjugate(self, /):
        return self

    def is_integer(self, /):
        return self - self == 0 and self == int(self)


class deque:
    def insert(self, index, value, /):
        index = _index(index)
        if self.maxlen is not None and len(self) >= self.maxlen:
            raise IndexError("deque already at its maximum size")
        values = list(self)
        values.insert(index, value)
        self.clear()
        self.extend(values)

    def remove(self, value, /):
        for place, other in enumerate(list(self)):
            if other is value or other == value:
                del self[place]
                return
        raise ValueError("deque.remove(x): x not in deque")

    def reverse(self, /):
        values = list(self)
        self.clear()
        self.extendleft(values)

    def rotate(self, n=1, /):
        n = _index(n)
        if self:
            for _ in range(n % len(self)):
                self.appendleft(self.pop())


class dict:
    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        result = cls()
        for key in iterable:
            result[key] = value
        return result


class dict_keys:
    def isdisjoint(self, other, /):
        for value in other:
            if value in self:
                return False
        return True


dict_items = dict_keys


class frozenset:
    isdisjoint = dict_keys.isdisjoint

    def difference(self, /, *others):
        result = self.copy()
        for other in others:
            result = result - set(other)
        return result

    def intersection(self, /, *others):
        result = self.copy()
        for other in others:
            result = result & set(other)
        return result

    def issubset(self, other, /):
        return self <= set(other)

    def issuperset(self, other, /):
        return self >= set(other)

    def symmetric_difference(self, other, /):
        return self ^ set(other)

    def union(self, /, *others):
        result = self.copy()
        for other in others:
            result = result | set(other)
        return result


class set(frozenset):
    def difference_update(self, /, *others):
        for other in others:
            self -= set(other)

    def intersection_update(self, /, *others):
        for other in others:
            self &= set(other)

    def symmetric_difference_update(self, other, /):
        self ^= set(other)


class BaseExceptionGroup:
    def derive(self, excs, /):
        return BaseExceptionGroup(self.message, excs)

    def split(self, condition, /):
        is_class = isinstance(condition, (type, tuple))
        if isinstance(self, condition) if is_class else condition(self):
            return self, None
        matched, rest = [], []
        for error in self.exceptions:
            if isinstance(error, BaseExceptionGroup):
                one, other = error.split(condition)
            elif isinstance(error, condition) if is_class else condition(error):
                one, other = error, None
            else:
                one, other = None, error
            if one is not None:
                matched.append(one)
            if other is not None:
                rest.append(other)
        return _derive(self, matched), _derive(self, rest)

    def subgroup(self, condition, /):
        return self.split(condition)[0]


def _derive(group, parts):
    if not parts:
        return None
    part = group.derive(parts)
    _copy_traceback(group, part)
    return part
