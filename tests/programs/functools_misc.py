from functools import partial, reduce, lru_cache, wraps, cached_property, cache
print(partial(int, base=2)("101"), reduce(lambda a, b: a * b, [1, 2, 3, 4]), partial(print, "a", sep="-")("b"))
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
def logged(f):
    @wraps(f)
    def g(*a):
        "wrapper"
        return f(*a)
    return g
@logged
def hello(x):
    "docs"
    return x
print(hello.__name__, hello.__doc__, hello(1), hello.__wrapped__.__name__)
class C:
    @cached_property
    def v(self): print("computed"); return 42
c = C(); print(c.v, c.v)
import contextlib, operator, string, copy, time, types
with contextlib.suppress(KeyError, ValueError): {}["x"]
@contextlib.contextmanager
def cm(x):
    print("in", x)
    try: yield x * 2
    except ValueError as e: print("suppressed", e)
    finally: print("out")
with cm(2) as v: print(v); raise ValueError("q")
with contextlib.ExitStack() as st: st.callback(print, "bye"); st.enter_context(cm(1))
print(operator.itemgetter(1)([1, 2]), operator.attrgetter("real")(3), string.ascii_lowercase[:5], string.digits)
a = [[1], 2]; b = copy.copy(a); c = copy.deepcopy(a); a[0].append(9); print(b, c); print(types.SimpleNamespace(x=1))
print(time.strftime("%Y", time.gmtime(0)), callable(len), round(time.time()) > 0)
