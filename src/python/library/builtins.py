# What is built in and written in Python, because programs need it seldom: it need not be fast, and takes less room so. What stands in
# a class here becomes part of the built-in class of that name. (`this` is the value, even of an instance of a class that derives from it.)
# The rest is in methods.rs and builtins.rs.
from operator import index as _index

_MISSING = object()
_bytes = bytes
_CONVERSIONS = {"r": repr, "s": str, "a": ascii}
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def dir(object, /):
    names = set(getattr(object, "__dict__", ()))
    for ancestor in (object if isinstance(object, type) else type(object)).__mro__:
        names |= set(ancestor.__dict__)
    return sorted(names)


class str:
    def capitalize(this, /):
        return _title(this[:1]) + this[1:].lower()

    def casefold(this, /):
        return this.lower().replace("ß", "ss")

    def expandtabs(this, /, tabsize=8):
        parts, column, tabsize = [], 0, _index(tabsize)
        for character in this:
            if character != "\t":
                parts.append(character)
                column = 0 if character in "\n\r" else column + 1
            elif tabsize > 0:
                spaces = tabsize - column % tabsize
                parts.append(" " * spaces)
                column += spaces
        return "".join(parts)

    def format_map(this, mapping, /):
        return _format(this, None, mapping)

    def index(this, sub, /, *where):
        _expect_str(sub, "index() argument 1 ")
        index = this.find(sub, *where)
        if index < 0:
            raise ValueError("substring not found")
        return index

    def isidentifier(this, /):
        return (this[:1] == "_" or this[:1].isalpha()) and this.replace("_", "a").isalnum()

    def islower(this, /):
        return this == this.lower() and this != this.upper()

    def istitle(this, /):
        return this == this.title() and this.lower() != this.upper()

    def isupper(this, /):
        return this == this.upper() and this != this.lower()

    @staticmethod
    def maketrans(x, y=_MISSING, z="", /):
        if y is _MISSING:
            if not isinstance(x, dict):
                raise TypeError("if you give only one argument to maketrans it must be a dict")
            return {ord(key) if isinstance(key, str) else key: value for key, value in x.items()}
        _expect_str(y, "maketrans() argument 2 ")
        if not isinstance(x, str):
            raise TypeError("first maketrans argument must be a string if there is a second argument")
        if len(x) != len(y):
            raise ValueError("the first two maketrans arguments must have equal length")
        table = {ord(old): ord(new) for old, new in zip(x, y)}
        for character in z:
            table[ord(character)] = None
        return table

    # `split` says what is wrong with an empty separator.
    def partition(this, sep, /):
        _expect_str(sep)
        index = this.find(sep) if sep else this.split(sep)
        return (this, "", "") if index < 0 else (this[:index], sep, this[index + len(sep):])

    def removeprefix(this, prefix, /):
        _expect_str(prefix, "removeprefix() argument ")
        return this[len(prefix):] if this.startswith(prefix) else this[:]

    def removesuffix(this, suffix, /):
        _expect_str(suffix, "removesuffix() argument ")
        return this[:-len(suffix)] if suffix and this.endswith(suffix) else this[:]

    def rindex(this, sub, /, *where):
        _expect_str(sub, "rindex() argument 1 ")
        index = this.rfind(sub, *where)
        if index < 0:
            raise ValueError("substring not found")
        return index

    def rpartition(this, sep, /):
        _expect_str(sep)
        index = this.rfind(sep) if sep else this.split(sep)
        return ("", "", this) if index < 0 else (this[:index], sep, this[index + len(sep):])

    def splitlines(this, /, keepends=False):
        characters, lines, start = list(this), [], 0
        while start < len(characters):
            end = start
            while end < len(characters) and characters[end] not in _LINE_ENDS:
                end += 1
            after = end + (2 if characters[end:end + 2] == ["\r", "\n"] else 1)
            lines.append("".join(characters[start:after if keepends else end]))
            start = after
        return lines

    def swapcase(this, /):
        return "".join([character.lower() if character.isupper() else character.upper() for character in this])

    def title(this, /):
        parts, is_inside = [], False
        for character in this:
            parts.append(character.lower() if is_inside else _title(character))
            is_inside = character.isalpha()
        return "".join(parts)

    def translate(this, table, /):
        parts = []
        for character in this:
            try:
                character = table[ord(character)]
            except LookupError:
                pass
            if isinstance(character, int):
                character = chr(character)
            elif not isinstance(character, (str, type(None))):
                raise TypeError("character mapping must return integer, None or str")
            parts.append(character or "")
        return "".join(parts)

    def zfill(this, width, /):
        sign = this[:1] if this.startswith(("+", "-")) else ""
        return sign + this[len(sign):].rjust(_index(width) - len(sign), "0")


def _expect_str(value, what=""):
    if not isinstance(value, str):
        name = "None" if what and value is None else type(value).__name__
        raise TypeError(f"{what}must be str, not {name}")


# What a letter becomes at the beginning of a word: `ß` becomes `Ss`.
def _title(character):
    upper = character.upper()
    return upper[:1] + upper[1:].lower()


# str.format: `numbers` counts the fields without a number; it is -1 once one has a number.


def _format(template, args, names):
    return _fill(template, args, names, [0], 0)


def _fill(template, args, names, numbers, depth):
    if depth > 2:
        raise ValueError("Max string recursion exceeded")
    parts, at, opening = [], 0, template.find("{")
    while True:
        if 0 <= opening < at:
            opening = template.find("{", at)
        closing = template.find("}", at, opening if opening >= 0 else len(template))
        brace = opening if closing < 0 else closing
        if brace < 0:
            return "".join(parts) + template[at:]
        parts.append(template[at:brace])
        at = brace + 1
        if template[at:at + 1] == template[brace]:
            parts.append(template[brace])
            at += 1
            continue
        if brace == closing:
            raise ValueError("Single '}' encountered in format string")
        if at == len(template):
            raise ValueError("Single '{' encountered in format string")
        end = _end_of_field(template, at)
        expression, conversion, spec = _split_field(template[at:end - 1])
        value = _field(expression, args, names, numbers)
        if conversion is not None:
            if conversion not in ("r", "s", "a"):
                raise ValueError(f"Unknown conversion specifier {conversion}")
            value = _CONVERSIONS[conversion](value)
        parts.append(format(value, _fill(spec, args, names, numbers, depth + 1)))
        at = end


# What stands in brackets is a key, whatever it looks like.
def _end_of_field(template, end):
    level, is_key = 1, False
    while level:
        if end == len(template):
            raise ValueError("expected '}' before end of string")
        character = template[end]
        if is_key or level == 1 and character == "[":
            is_key = character != "]"
        else:
            level += (character == "{") - (character == "}")
        end += 1
    return end


def _split_field(field):
    end, is_key = 0, False
    while end < len(field) and (is_key or field[end] not in "!:"):
        is_key = field[end] != "]" if is_key else field[end] == "["
        end += 1
    expression, conversion, spec = field[:end], None, field[end + 1:]
    if field[end:end + 1] == "!":
        conversion, _, spec = spec.partition(":")
    return expression, conversion, spec


def _field(field, args, names, numbers):
    name, rest = _split_name(field)
    if not name:
        if numbers[0] < 0:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        name = str(numbers[0])
        numbers[0] += 1
    elif _is_number(name):
        if numbers[0] > 0:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        numbers[0] = -1
    if _is_number(name):
        if args is None:
            raise ValueError("Format string contains positional fields")
        if int(name) >= len(args):
            raise IndexError(f"Replacement index {name} out of range for positional args tuple")
        value = args[int(name)]
    else:
        value = names[name]
    while rest:
        if rest[0] == ".":
            name, rest = _split_name(rest[1:])
            if not name:
                raise ValueError("Empty attribute in format string")
            value = getattr(value, name)
            continue
        if rest[0] != "[":
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        key, bracket, rest = rest[1:].partition("]")
        if not bracket:
            raise ValueError("expected '}' before end of string")
        value = value[int(key) if _is_number(key) else key]
    return value


def _is_number(text):
    return text.isascii() and text.isdigit()


def _split_name(field):
    end = 0
    while end < len(field) and field[end] not in ".[":
        end += 1
    return field[:end], field[end:]


# The operator % of strings


def _percent(template, args):
    values = args if isinstance(args, tuple) else (args,)
    is_mapping = hasattr(args, "__getitem__") and not isinstance(args, (tuple, str))
    first, *pieces = template.split("%")
    # The pieces that follow a percent sign, the last one first.
    pieces.reverse()
    parts, taken, is_named = [first], 0, False

    def take():
        nonlocal taken
        taken += 1
        if taken > len(values):
            raise TypeError("not enough arguments for format string")
        return values[taken - 1]

    def number(piece):
        if piece.startswith("*"):
            value = take()
            if not isinstance(value, int):
                raise TypeError("* wants int")
            return value, piece[1:]
        digits = _leading(piece, "0123456789")
        return int(digits or 0), piece[len(digits):]

    while pieces:
        piece, value = pieces.pop(), _MISSING
        if piece.startswith("("):
            if not is_mapping:
                raise TypeError("format requires a mapping")
            key, piece = _key(piece, pieces)
            value, is_named = args[key], True
        flags = _leading(piece, "-+ 0#")
        width, piece = number(piece[len(flags):])
        precision = None
        if piece.startswith("."):
            precision, piece = number(piece[1:])
        piece = piece[len(_leading(piece, "lhL")):]
        if not piece:
            if not pieces:
                raise ValueError("incomplete format")
            parts += "%", pieces.pop()
            continue
        kind = piece[0]
        if value is _MISSING:
            value = take()
        if kind not in "srascdiuxXofFeEgG":
            index = len(template) - len(piece) - sum([len(piece) + 1 for piece in pieces])
            raise ValueError(f"unsupported format character '{kind if ' ' <= kind <= '~' else '?'}' ({ord(kind):#x}) at index {index}")
        if width < 0:
            flags += "-"
        parts += _percent_field(value, kind, flags, abs(width) or "", precision), piece[1:]
    if taken < len(values) and not is_mapping and not is_named:
        raise TypeError("not all arguments converted during string formatting")
    return "".join(parts)


def _leading(text, characters):
    end = 0
    while end < len(text) and text[end] in characters:
        end += 1
    return text[:end]


# The key in parentheses, which may hold others and percent signs, and what follows it.
def _key(piece, pieces):
    end, level = 0, 0
    while True:
        while end == len(piece):
            if not pieces:
                raise ValueError("incomplete format key")
            piece += "%" + pieces.pop()
        level += (piece[end] == "(") - (piece[end] == ")")
        end += 1
        if not level:
            return piece[1:end - 1], piece[end:]


def _percent_field(value, kind, flags, width, precision):
    align = "<" if "-" in flags else ">"
    name = type(value).__name__
    if kind in "sra":
        value = _CONVERSIONS[kind](value)
        return f"{value if precision is None else value[:max(0, precision)]:{align}{width}}"
    if kind == "c":
        if not isinstance(value, str):
            if not hasattr(value, "__index__"):
                raise TypeError(f"%c requires an integer or a character, not {name}")
            value = chr(value)
        elif len(value) != 1:
            raise TypeError(f"%c requires an integer or a character, not a string of length {len(value)}")
        return f"{value:{align}{width}}"
    sign = "+" if "+" in flags else " " if " " in flags else ""
    alternate = "#" if "#" in flags else ""
    fill = "0=" if "0" in flags and align == ">" else " " + align
    if kind in "diuxXo":
        if isinstance(value, float) and kind in "diu":
            value = int(value)
        if not hasattr(value, "__index__"):
            raise TypeError(f"%{kind} format: {'a real number' if kind in 'diu' else 'an integer'} is required, not {name}")
        value, kind = _index(value), "d" if kind in "diu" else kind
        if precision is None:
            return f"{value:{fill}{sign}{alternate}{width}{kind}}"
        # That many digits at least.
        prefix = ("-" if value < 0 else sign) + ("0" + kind if alternate and kind != "d" else "")
        least = max(precision, (width or 0) - len(prefix)) if fill == "0=" else precision
        return f"{prefix + f'{abs(value):{kind}}'.rjust(least, '0'):{align}{width}}"
    if not hasattr(value, "__float__") and not isinstance(value, (int, float)):
        raise TypeError(f"must be real number, not {name}")
    return f"{float(value):{fill}{sign}{alternate}{width}.{6 if precision is None else max(0, precision)}{kind}}"


class bytes:
    def hex(this, sep=_MISSING, bytes_per_sep=1):
        digits = [f"{byte:02x}" for byte in this]
        if sep is _MISSING:
            return "".join(digits)
        sep = sep if isinstance(sep, str) else sep.decode()
        if len(sep) != 1:
            raise ValueError("sep must be length 1.")
        size = abs(bytes_per_sep) or len(digits) or 1
        first = len(digits) % size if bytes_per_sep > 0 else 0
        groups = [digits[:first]] if first else []
        groups += [digits[start:start + size] for start in range(first, len(digits), size)]
        return sep.join(["".join(group) for group in groups])


class int:
    def as_integer_ratio(this, /):
        return this + 0, 1

    def bit_count(this, /):
        return bin(this).count("1")

    def conjugate(this, /):
        return this + 0

    @classmethod
    def from_bytes(cls, bytes, byteorder="big", *, signed=False):
        data = _bytes(bytes)
        digits = (data if _is_big(byteorder) else data[::-1]).hex()
        number = int(digits or "0", 16)
        if signed and digits[:1] > "7":
            number -= 1 << 8 * len(data)
        return cls(number)

    def is_integer(this, /):
        return True

    def to_bytes(this, length=1, byteorder="big", *, signed=False):
        length, is_big = _index(length), _is_big(byteorder)
        if length < 0:
            raise ValueError("length argument must be non-negative")
        if this < 0 and not signed:
            raise OverflowError("can't convert negative int to unsigned")
        limit = 1 << max(0, 8 * length - (1 if signed else 0))
        if not -limit <= this < limit or not length and this:
            raise OverflowError("int too big to convert")
        digits = f"{this if this >= 0 else this + (1 << 8 * length):0{2 * length}x}" if length else ""
        data = [int(digits[place:place + 2], 16) for place in range(0, len(digits), 2)]
        return bytes(data if is_big else data[::-1])


bool = int


def _is_big(byteorder):
    if byteorder not in ("big", "little"):
        raise ValueError("byteorder must be either 'little' or 'big'")
    return byteorder == "big"


class float:
    def as_integer_ratio(this, /):
        if this - this != 0:
            raise OverflowError("cannot convert Infinity to integer ratio") if this == this else ValueError("cannot convert NaN to integer ratio")
        denominator = 1
        while this != int(this):
            this *= 2
            denominator *= 2
        return int(this), denominator

    def conjugate(this, /):
        return this

    def is_integer(this, /):
        return this - this == 0 and this == int(this)


class deque:
    def insert(this, index, value, /):
        index = _index(index)
        if this.maxlen is not None and len(this) >= this.maxlen:
            raise IndexError("deque already at its maximum size")
        place = max(0, min(len(this), index + len(this) if index < 0 else index))
        this.rotate(-place)
        this.appendleft(value)
        this.rotate(place)

    def remove(this, value, /):
        for place, other in enumerate(list(this)):
            if other is value or other == value:
                if place < len(this):
                    del this[place]
                return
        raise ValueError("deque.remove(x): x not in deque")

    def reverse(this, /):
        for place, value in enumerate(list(this)[::-1]):
            this[place] = value

    def rotate(this, n=1, /):
        n = _index(n)
        steps = n % len(this) if this else 0
        if steps <= len(this) // 2:
            for _ in range(steps):
                this.appendleft(this.pop())
        else:
            for _ in range(len(this) - steps):
                this.append(this.popleft())


class dict:
    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        result = cls()
        for key in iterable:
            result[key] = value
        return result


class dict_keys:
    def isdisjoint(this, other, /):
        for value in other:
            if value in this:
                return False
        return True


dict_items = dict_keys


class frozenset:
    isdisjoint = dict_keys.isdisjoint

    def difference(this, /, *others):
        result = this.copy()
        for other in others:
            result = result - set(other)
        return result

    def intersection(this, /, *others):
        result = this.copy()
        for other in others:
            result = result & set(other)
        return result

    def issubset(this, other, /):
        return this <= set(other)

    def issuperset(this, other, /):
        return this >= set(other)

    def symmetric_difference(this, other, /):
        return this ^ set(other)

    def union(this, /, *others):
        result = this.copy()
        for other in others:
            result = result | set(other)
        return result


class set(frozenset):
    def difference_update(this, /, *others):
        for other in others:
            this -= set(other)

    def intersection_update(this, /, *others):
        for other in others:
            this &= set(other)

    def symmetric_difference_update(this, other, /):
        this ^= set(other)


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
