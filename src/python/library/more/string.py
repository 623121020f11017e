ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    def __init__(self, template):
        self.template = template

    def _fill(self, values, is_safe):
        result, rest = "", self.template
        while "$" in rest:
            before, _, rest = rest.partition("$")
            result += before
            if rest.startswith("$"):
                result += "$"
                rest = rest[1:]
                continue
            braced = rest.startswith("{")
            name = ""
            for character in rest[1:] if braced else rest:
                if not (character == "_" or character.isalnum()):
                    break
                name += character
            length = len(name) + 2 if braced else len(name)
            if is_safe and name not in values:
                result += "$" + rest[:length]
            else:
                result += str(values[name])
            rest = rest[length:]
        return result + rest

    def substitute(self, mapping=None, /, **kwargs):
        return self._fill({**(mapping or {}), **kwargs}, False)

    def safe_substitute(self, mapping=None, /, **kwargs):
        return self._fill({**(mapping or {}), **kwargs}, True)
