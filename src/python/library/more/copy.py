def copy(x):
    if hasattr(x, "__copy__"):
        return x.__copy__()
    if isinstance(x, (list, dict, set)) and type(x) in (list, dict, set):
        return x.copy()
    if x is None or isinstance(x, (int, float, str, bytes, tuple, bool, frozenset, type)) or callable(x):
        return x
    return _rebuild(x, dict(x.__dict__))


def _rebuild(x, attributes):
    new = type(x).__new__(type(x))
    new.__dict__.update(attributes)
    if isinstance(x, dict):
        for key, value in x.items():
            new[key] = value
    elif isinstance(x, list):
        new.extend(x)
    return new


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)]
    if hasattr(x, "__deepcopy__"):
        new = x.__deepcopy__(memo)
    elif type(x) is list:
        new = []
        memo[id(x)] = new
        for value in x:
            new.append(deepcopy(value, memo))
    elif type(x) is dict:
        new = {}
        memo[id(x)] = new
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
    elif type(x) is tuple:
        new = tuple([deepcopy(value, memo) for value in x])
    elif type(x) is set:
        new = {deepcopy(value, memo) for value in x}
    elif x is None or isinstance(x, (int, float, str, bytes, bool, frozenset, type)) or callable(x):
        return x
    else:
        new = type(x).__new__(type(x))
        memo[id(x)] = new
        for name, value in x.__dict__.items():
            new.__dict__[name] = deepcopy(value, memo)
    memo[id(x)] = new
    return new
