"""NumPy reference for the benchmarks: the He4 velocity of spherical neurons, as pairs and as a moment tensor.

The neurons are the unit columns of W (d x m, float64, coordinate-major) and both forms evaluate

    F_i = sum_j p(<w_i, w_j>) w_j,    p(s) = 4 s^3,

the pair form through tiles of the Gram matrix, the moment form through M = sum_j phi_j phi_j^T over the pair features
phi = (w_a w_b), a <= b. Both use two threads, as threads of BLAS or as Python threads that each call a one-threaded
BLAS, whichever a short calibration finds faster.

The script reads one JSON request per line from standard input and answers each with one JSON line on standard output:
describe, load, force, descend, rk4, peak (the functions of those names below). It needs only NumPy.
"""

import ctypes
import json
import platform
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import numpy as np

THREADS = 2
KEPT_BYTES = 64 << 20  # pair features are kept between the two passes of the moment form up to this size
MOMENT_BYTES = 1 << 30  # the moment form is refused beyond this size of M
CALIBRATION_NEURONS = 4096  # calibration uses at most this many neurons
CALIBRATION_ROUNDS, CALIBRATION_SECONDS = 4, 4
BATCHED_NEURONS = 1024  # tiles are batched up to this width
PAIR_BLOCKS = ((256, 512), (256, 256), (512, 512), (128, 256), (128, 128), (1024, 1024), (2048, 2048))
MOMENT_BLOCKS = (1024, 2048, 512, 256)


class Blas:
    """The OpenBLAS that NumPy has loaded, if there is one: its description and its number of threads."""

    def __init__(self):
        self.functions = {}
        self.threads = None
        try:
            with open("/proc/self/maps", encoding="utf-8") as maps:
                paths = sorted({line.split(None, 5)[5].strip() for line in maps if "openblas" in line})
        except OSError:
            paths = []
        names = ("get_config", "get_corename", "set_num_threads")
        for library in map(ctypes.CDLL, paths):
            for prefix, suffix in (("", ""), ("", "64_"), ("scipy_", ""), ("scipy_", "64_")):
                if hasattr(library, f"{prefix}openblas_set_num_threads{suffix}"):
                    self.functions = {name: getattr(library, f"{prefix}openblas_{name}{suffix}") for name in names}
        for name in names[:2]:
            if name in self.functions:
                self.functions[name].restype = ctypes.c_char_p

    def describe(self):
        """Name, version and kernel of the library, or what NumPy was built with."""
        if self.functions:
            config, core = (self.functions[name]().decode() for name in ("get_config", "get_corename"))
            version = re.search(r"OpenBLAS\s+(\S+)", config)
            return {"name": "OpenBLAS", "version": version and version.group(1), "kernel": core, "config": config}
        try:
            return np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        except (TypeError, KeyError):
            return {"name": "unknown"}

    def use(self, threads):
        """Set the number of threads of each later call."""
        if self.functions and threads != self.threads:
            self.functions["set_num_threads"](threads)
        self.threads = threads


BLAS = Blas()
POOL = ThreadPoolExecutor(THREADS - 1)


def run(workers, task):
    """Run task(k) for k < workers at once, task(0) in this thread."""
    BLAS.use(THREADS // workers)
    others = [POOL.submit(task, k) for k in range(1, workers)]
    task(0)
    for other in others:
        other.result()


def view(store, rows, columns):
    """The beginning of a flat array as a matrix."""
    return store[:rows * columns].reshape(rows, columns)


class Pair:
    """F from tiles of the Gram matrix, each unordered pair of neurons once."""

    def __init__(self, dimension, width, block, workers):
        self.settings = {"block": list(block), "threads": THREADS, "python": workers, "symmetric": True}
        self.workers = workers
        rows, columns = (min(size, width) for size in block)
        self.tiles = []
        for i in range(0, width, rows):
            end = min(i + rows, width)
            self.tiles.append((i, end, i, end))
            self.tiles += [(i, end, j, min(j + columns, width)) for j in range(end, width, columns)]
        self.tiles.sort(key=lambda tile: (tile[0] - tile[1]) * (tile[3] - tile[2]))
        longest = max(rows, columns)
        self.scratch = [np.empty((3, longest * max(rows, dimension))) for _ in range(workers)]
        self.padded = np.empty((dimension, width + 8))  # rows a power of two apart would share their cache sets
        self.sums = [(np.empty((dimension, width + 8)), np.empty((width, dimension))) for _ in range(workers)]

    @staticmethod
    def candidates(dimension, width):
        """The settings that calibration compares, likely ones first."""
        for workers in (THREADS, 1):
            if width <= BATCHED_NEURONS:
                yield PairBatch, (min(128, -(-width // workers)), min(128, width)), workers
            for block in [block for block in PAIR_BLOCKS if max(block) * workers <= width] or [(width, width)]:
                yield Pair, block, workers

    def force(self, W):
        """F at the neurons W, d x m."""
        V = np.ascontiguousarray(W.T)
        self.padded[:, :W.shape[1]] = W
        W = self.padded[:, :W.shape[1]]
        tiles = iter(self.tiles)

        def task(k):
            scratch = self.scratch[k]
            across, down = self.sums[k]  # sums over the rows and over the columns of the tiles, d x m and m x d
            across.fill(0)
            down.fill(0)
            for i, iend, j, jend in tiles:
                G = view(scratch[0], iend - i, jend - j)
                S = view(scratch[1], iend - i, jend - j)
                np.dot(V[i:iend], W[:, j:jend], out=G)
                np.multiply(G, G, out=S)
                np.multiply(S, G, out=S)
                down[i:iend] += np.dot(S, V[j:jend], out=view(scratch[2], iend - i, len(W)))
                if i != j:
                    across[:, j:jend] += np.dot(W[:, i:iend], S, out=view(scratch[2], len(W), jend - j))

        run(self.workers, task)
        F = sum(down.T + across[:, :len(V)] for across, down in self.sums)
        return np.multiply(F, 4, out=F)


class PairBatch:
    """F from all tiles of the Gram matrix in a few batched calls: for few neurons, where calls cost more than pairs."""

    def __init__(self, dimension, width, block, workers):
        self.settings = {"block": list(block), "threads": THREADS, "python": workers, "symmetric": False}
        self.workers, (rows, columns) = workers, block
        strips = workers * -(-width // (rows * workers))  # the same number for each worker
        tiles = -(-width // columns)
        self.strips = np.zeros((strips, 1, rows, dimension))  # neurons of zeros fill the last strips and tiles
        self.right = np.zeros((1, tiles, columns, dimension))
        self.left = np.zeros((1, tiles, dimension, columns))
        self.gram, self.cube = np.empty((2, strips, tiles, rows, columns))
        self.terms = np.empty((strips, tiles, rows, dimension))
        self.sums = np.empty((strips, rows, dimension))

    def force(self, W):
        """F at the neurons W, d x m."""
        dimension, width = W.shape
        self.strips.reshape(-1, dimension)[:width] = W.T
        self.right.reshape(-1, dimension)[:width] = W.T
        self.left[:] = self.right.transpose(0, 1, 3, 2)
        share = len(self.strips) // self.workers

        def task(k):
            part = slice(k * share, (k + 1) * share)
            G, S, terms = self.gram[part], self.cube[part], self.terms[part]
            np.matmul(self.strips[part], self.left, out=G)
            np.multiply(G, G, out=S)
            np.multiply(S, G, out=S)
            np.matmul(S, self.right, out=terms)
            np.add.reduce(terms, axis=1, out=self.sums[part])

        run(self.workers, task)
        return np.multiply(self.sums.reshape(-1, dimension)[:width].T, 4, order="C")


class Moment:
    """F from the moment matrix M of the pair features: F_a = 4 sum_b (M phi)_ab w_b, with M's columns a < b doubled."""

    def __init__(self, dimension, width, block, workers):
        self.settings = {"block": min(block, width), "threads": THREADS, "python": workers}
        self.workers = workers
        self.starts = np.concatenate(([0], np.cumsum(np.arange(dimension, 0, -1))))  # of the features a a, a a+1, ...
        features = int(self.starts[-1])
        parts = workers * max(1, round(width / (workers * block)))
        edges = [width * part // parts for part in range(parts + 1)]
        self.chunks = list(zip(edges, edges[1:]))
        longest = max(end - begin for begin, end in self.chunks)
        self.kept = features * width * 8 <= KEPT_BYTES
        self.features = [np.empty(features * longest) for _ in range(parts if self.kept else workers)]
        self.products = [np.empty(features * longest) for _ in range(workers)]
        self.moments = np.empty((workers, 2, features, features))
        self.multiplicity = np.full(features, 2.0)
        self.multiplicity[self.starts[:-1]] = 1

    @staticmethod
    def candidates(dimension, width):
        """The settings that calibration compares, likely ones first."""
        for workers in (THREADS, 1):
            for block in [block for block in MOMENT_BLOCKS if block * workers <= width] or [width]:
                yield Moment, block, workers

    def build(self, W, store):
        """The pair features of the neurons W, in store."""
        phi = view(store, len(self.multiplicity), W.shape[1])
        for a, (begin, end) in enumerate(zip(self.starts, self.starts[1:])):
            np.multiply(W[a], W[a:], out=phi[begin:end])
        return phi

    def contract(self, product, w, out):
        """The sum over b of (M phi)_ab w_b, in out; overwrites the product."""
        out.fill(0)
        for a, (begin, end) in enumerate(zip(self.starts, self.starts[1:])):
            rows = product[begin:end]
            out[a] += np.einsum("bn,bn->n", rows, w[a:])
            rows[1:] *= w[a]
            out[a + 1:] += rows[1:]

    def force(self, W):
        """F at the neurons W, d x m."""
        F = np.empty_like(W)
        queue = iter(list(enumerate(self.chunks)))

        def gather(k):
            moment, term = self.moments[k]
            moment.fill(0)
            for part, (i, end) in queue:
                phi = self.build(W[:, i:end], self.features[part if self.kept else k])
                moment += np.dot(phi, phi.T, out=term)  # NumPy recognises this product and computes one triangle

        def scatter(k):
            for part, (i, end) in queue:
                w = W[:, i:end]
                if self.kept:
                    phi = view(self.features[part], len(self.multiplicity), end - i)
                else:
                    phi = self.build(w, self.features[k])
                product = np.dot(M, phi, out=view(self.products[k], len(M), end - i))
                self.contract(product, w, F[:, i:end])

        run(self.workers, gather)
        M = self.moments[:, 0].sum(axis=0) * self.multiplicity
        queue = iter(list(enumerate(self.chunks)))
        run(self.workers, scatter)
        return np.multiply(F, 4, out=F)


def build(candidate, W):
    """The evaluator of a candidate's class and settings for neurons like W."""
    form, *settings = candidate
    return form(*W.shape, *settings)


def calibrate(form, W):
    """The settings with the least time at some of the neurons: the minimum of a few, as other work may interrupt."""
    W = np.ascontiguousarray(W[:, :CALIBRATION_NEURONS])
    least = {candidate: float("inf") for candidate in form.candidates(*W.shape)}
    begin = perf_counter()
    for _ in range(CALIBRATION_ROUNDS):
        for candidate in list(least):
            if perf_counter() - begin > CALIBRATION_SECONDS and min(least.values()) < float("inf"):
                break
            evaluator = build(candidate, W)
            evaluator.force(W)
            for _ in range(5):
                start = perf_counter()
                evaluator.force(W)
                seconds = perf_counter() - start
                least[candidate] = min(least[candidate], seconds)
                if seconds > 0.02:
                    break
        limit = 2 * min(least.values())
        least = {candidate: seconds for candidate, seconds in least.items() if seconds <= limit}
    return min(least, key=least.get)


def normalise(W):
    """Divide the columns of W by their lengths, in place."""
    W /= np.sqrt(np.einsum("an,an->n", W, W))
    return W


def bracket(W, evaluator):
    """2 [g'(alpha) e_1 - F / m], g'(a) = 4 a^3, at the unit columns of W."""
    result = evaluator.force(W)
    result *= -2 / W.shape[1]
    result[0] += 8 * W[0] * W[0] * W[0]
    return result


def velocity(W, evaluator):
    """The bracket projected orthogonally to each neuron."""
    result = bracket(W, evaluator)
    result -= W * np.einsum("an,an->n", W, result)
    return result


def save(path, array):
    """Write an array as raw little-endian float64."""
    np.ascontiguousarray(array, dtype="<f8").tofile(path)


class Session:
    """The loaded neurons and the answers to requests about them, a method for each."""

    def __init__(self):
        self.W = None
        self.forms = {}

    def evaluator(self, name):
        """The calibrated form of that name."""
        if self.forms.get(name) is None:
            raise ValueError(f"form {name!r} is not loaded")
        return self.forms[name]

    def describe(self, request):
        """Versions and threads."""
        return {"python": platform.python_version(), "numpy": np.__version__, "blas": BLAS.describe(),
                "threads": THREADS}

    def load(self, request):
        """Read neurons and calibrate both forms."""
        dimension, width = request["dimension"], request["width"]
        W = np.fromfile(request["file"], dtype="<f8").astype(float, copy=False)
        if W.size != dimension * width:
            raise ValueError(f"expected {dimension} x {width} numbers, found {W.size}")
        self.W = W.reshape(dimension, width)
        self.forms = {"pair": build(calibrate(Pair, self.W), self.W), "moment": None}
        if 2 * dimension**2 * (dimension + 1)**2 <= MOMENT_BYTES:
            self.forms["moment"] = build(calibrate(Moment, self.W), self.W)
        return {name: form and form.settings for name, form in self.forms.items()}

    def force(self, request):
        """Time evaluations of F, after one that is not timed."""
        evaluator = self.evaluator(request["form"])
        F = evaluator.force(self.W)
        seconds = []
        for _ in range(request["repeats"]):
            start = perf_counter()
            evaluator.force(self.W)
            seconds.append(perf_counter() - start)
        if request.get("file"):
            save(request["file"], F)
        return {"seconds": seconds}

    def integrate(self, request, advance, cost):
        """Advance the loaded neurons by round(time / step) steps or to the limit on evaluations, and write them."""
        evaluator, step = self.evaluator(request["form"]), request["step"]
        wanted = round(request["time"] / step)
        limit = request.get("evaluations")
        steps = wanted if limit is None else min(wanted, limit // cost)
        W = self.W.copy()
        start = perf_counter()
        for _ in range(steps):
            W = advance(W, step, evaluator)
        seconds = perf_counter() - start
        save(request["file"], W)
        return {"seconds": seconds, "evaluations": cost * steps, "time": steps * step, "stopped": steps < wanted}

    def descend(self, request):
        """Projected gradient descent: the neurons plus step times the bracket, normalised."""
        def advance(W, step, evaluator):
            change = bracket(W, evaluator)
            change *= step
            change += W
            return normalise(change)

        return self.integrate(request, advance, 1)

    def rk4(self, request):
        """The classical Runge-Kutta method on w -> velocity(w / |w|), normalised after each step."""
        def advance(W, step, evaluator):
            first = velocity(W, evaluator)
            second = velocity(normalise(W + step / 2 * first), evaluator)
            third = velocity(normalise(W + step / 2 * second), evaluator)
            fourth = velocity(normalise(W + step * third), evaluator)
            return normalise(W + step / 6 * (first + 2 * (second + third) + fourth))

        return self.integrate(request, advance, 4)

    def peak(self, request):
        """The best rate of several products of 2048 x 2048 matrices."""
        BLAS.use(THREADS)
        A, B = np.random.default_rng(0).random((2, 2048, 2048))
        seconds = []
        for _ in range(8):
            start = perf_counter()
            A @ B
            seconds.append(perf_counter() - start)
        return {"gflops": 2 * 2048**3 / min(seconds) / 1e9}


def main():
    """Answer requests until the end of standard input."""
    session = Session()
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            request = json.loads(line)
            if request["do"] not in ("describe", "load", "force", "descend", "rk4", "peak"):
                raise ValueError(f"unknown request {request['do']!r}")
            answer = getattr(session, request["do"])(request)
        except Exception as error:  # whatever went wrong is the caller's to report
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
