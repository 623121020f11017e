class struct_time(tuple):
    _names = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")

    def __getattr__(self, name):
        if name in struct_time._names:
            return self[struct_time._names.index(name)]
        raise AttributeError(name)


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def gmtime(seconds=None):
    now = int(time() if seconds is None else seconds)
    days, rest = divmod(now, 86400)
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    weekday = (days + 3) % 7
    # The years are counted from March, so that a leap day is the last of its year.
    era, day_of_era = divmod(days + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (month <= 2)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return struct_time((year, month, day, hour, minute, second, weekday, sum(lengths[:month - 1]) + day, 0))


localtime = gmtime


def strftime(format, t=None):
    year, month, day, hour, minute, second, weekday, yearday, _ = gmtime() if t is None else t
    codes = {
        "Y": f"{year:04}", "m": f"{month:02}", "d": f"{day:02}", "H": f"{hour:02}", "M": f"{minute:02}", "S": f"{second:02}",
        "X": f"{hour:02}:{minute:02}:{second:02}", "T": f"{hour:02}:{minute:02}:{second:02}", "R": f"{hour:02}:{minute:02}",
        "x": f"{month:02}/{day:02}/{year % 100:02}", "D": f"{month:02}/{day:02}/{year % 100:02}", "F": f"{year:04}-{month:02}-{day:02}",
        "y": f"{year % 100:02}", "j": f"{yearday:03}", "a": _DAYS[weekday][:3], "A": _DAYS[weekday], "b": _MONTHS[month - 1][:3],
        "B": _MONTHS[month - 1], "I": f"{(hour + 11) % 12 + 1:02}", "p": "AM" if hour < 12 else "PM", "Z": "UTC", "z": "+0000", "%": "%",
        "c": f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2} {hour:02}:{minute:02}:{second:02} {year}",
    }
    result, rest = "", format
    while "%" in rest:
        before, _, rest = rest.partition("%")
        result += before + codes.get(rest[:1], "%" + rest[:1])
        rest = rest[1:]
    return result + rest


def ctime(seconds=None):
    return strftime("%c", gmtime(seconds))


def asctime(t=None):
    return strftime("%c", t)
