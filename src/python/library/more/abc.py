class ABCMeta(type):
    def __init_class__(cls):
        cls.__abstractmethods__ = True
        return cls


class ABC(metaclass=ABCMeta):
    pass


def abstractmethod(funcobj):
    (funcobj.fget if isinstance(funcobj, property) else funcobj).__isabstractmethod__ = True
    return funcobj


def abstractproperty(funcobj):
    funcobj.__isabstractmethod__ = True
    return property(funcobj)
