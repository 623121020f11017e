import random
random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(0, 100, 5), random.uniform(1, 2), random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=5), random.sample(range(100), 5), random.gauss(0, 1), random.gauss(0, 1))
l = list(range(10)); random.shuffle(l); print(l, random.getrandbits(40), random.expovariate(1.5), random.triangular(0, 1, 0.5), random.normalvariate(0, 1))
r = random.Random(7); print([r.randrange(5, 15) for _ in range(6)], r.random(), random.Random(2**40).random(), random.Random(-5).randint(0, 9))
random.seed(0); print([random.randint(0, 9) for _ in range(20)], random.sample(["a", "b", "c", "d"], 2), random.sample(range(1000), 30)[:5])
try:
    random.choice([])
except IndexError as e:
    print(e)
try:
    random.randrange(5, 5)
except ValueError as e:
    print(e)
