"""hnswlib's half of ./vigil bench retrieval: a line in, a line of JSON out (RetrievalBench.java)."""

import importlib.metadata
import json
import sys
import time

import hnswlib
import numpy as np

NEAREST = 10


def build(count, width, folder):
    vectors = np.fromfile(folder + "/vectors.f32", dtype="<f4").reshape(count, width)
    start = time.perf_counter()
    index = hnswlib.Index(space="ip", dim=width)
    # As Vigil's index: M 16, 100 candidates while building.
    index.init_index(max_elements=count, M=16, ef_construction=100, random_seed=1)
    index.set_num_threads(1)
    index.add_items(vectors)
    return index, time.perf_counter() - start


def search(index, queries, candidates, threads, passes):
    index.set_ef(max(candidates, NEAREST))
    labels, _ = index.knn_query(queries, k=NEAREST, num_threads=threads)
    rates, cpu_rates = [], []
    for _ in range(passes):
        start, cpu = time.perf_counter(), time.process_time()
        index.knn_query(queries, k=NEAREST, num_threads=threads)
        cpu_rates.append(len(queries) / (time.process_time() - cpu))
        rates.append(len(queries) / (time.perf_counter() - start))
    return {
        "perSecond": sorted(rates)[passes // 2],
        "perCpuSecond": sorted(cpu_rates)[passes // 2],
        "nearest": labels.tolist(),
    }


def main():
    index = queries = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "build":
            count, width, folder = int(words[1]), int(words[2]), words[3]
            index, seconds = build(count, width, folder)
            queries = np.fromfile(folder + "/queries.f32", dtype="<f4").reshape(-1, width)
            answer = {"seconds": seconds, "version": importlib.metadata.version("hnswlib")}
        else:
            answer = search(index, queries, *(int(word) for word in words[1:4]))
        print(json.dumps(answer), flush=True)


main()
