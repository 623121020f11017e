from math import sqrt as _sqrt, fsum as _fsum


class StatisticsError(ValueError):
    pass


def _total(values):
    return sum(values) if all(isinstance(value, int) for value in values) else _fsum(values)


def mean(data):
    values = list(data)
    if not values:
        raise StatisticsError("mean requires at least one data point")
    total = _total(values) / len(values)
    return int(total) if all(isinstance(value, int) for value in values) and total == int(total) else total


def fmean(data, weights=None):
    values = list(data)
    if not values:
        raise StatisticsError("fmean requires at least one data point")
    return _fsum(values) / len(values)


def median(data):
    values = sorted(data)
    n = len(values)
    if not n:
        raise StatisticsError("no median for empty data")
    return values[n // 2] if n % 2 else (values[n // 2 - 1] + values[n // 2]) / 2


def mode(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def pvariance(data, mu=None):
    values = list(data)
    middle = _fsum(values) / len(values) if mu is None else mu
    return _fsum([(value - middle) ** 2 for value in values]) / len(values)


def variance(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError("variance requires at least two data points")
    middle = _fsum(values) / len(values) if xbar is None else xbar
    return _fsum([(value - middle) ** 2 for value in values]) / (len(values) - 1)


def stdev(data, xbar=None):
    return _sqrt(variance(data, xbar))


def pstdev(data, mu=None):
    return _sqrt(pvariance(data, mu))
