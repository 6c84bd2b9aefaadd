// Holds the ratios of huntgen 0.1.0 to the same baselines, on Node 20.20.2 and Node 26.10.0.
//
// Measured in November 2026 with this benchmark in a checkout of commit 8593582, which is 0.1.0, on two
// shared cores: each ratio is the lowest of three or four runs of 3 seconds (drift: the median), because
// other programs on the machine make it higher. A library for `LD_PRELOAD` kept the memory of large
// texts mapped, so that decoding 256 KiB of ASCII took 40 µs instead of 1,000 µs (see decoding.ts).
//
// To compare with 0.1.0 in one run, on any machine:
//
//     git worktree add ../huntgen-0.1.0 8593582
//     ln -s "$PWD/node_modules" ../huntgen-0.1.0/node_modules
//     (cd ../huntgen-0.1.0/generated && npm run build)
//     npm run bench -- reading --base ../huntgen-0.1.0

type Ratios = Readonly<Partial<Record<string, readonly [node20: number, node26: number]>>>;

export const firstRelease: Readonly<Record<"real" | "mixed" | "samples", Ratios>> = {
  real: {
    lines: [1.22, 1.27],
    all: [1.68, 2.0],
    drift: [1.05, 1.19],
    text: [1.93, 2.01],
    oneTable: [0.47, 0.39],
    rejected: [1.83, 2.23],
    unknown: [1.47, 1.61],
    pretty: [2.19, 2.69],
    eventKey: [8.75, 7.51],
    eventKeyWithoutHash: [9.08, 8.1],
  },
  mixed: {
    lines: [1.13, 1.47],
    all: [1.21, 1.31],
    drift: [1.03, 1.08],
    text: [1.25, 1.38],
    oneTable: [0.36, 0.36],
    rejected: [1.34, 1.5],
    unknown: [1.09, 1.12],
    pretty: [1.22, 1.3],
    eventKey: [9.66, 6.8],
    eventKeyWithoutHash: [10.04, 6.8],
  },
  samples: {
    lines: [1.06, 1.47],
    all: [1.4, 1.65],
    drift: [1.09, 1.09],
    text: [1.5, 1.61],
    rejected: [1.6, 1.84],
    unknown: [1.32, 1.34],
    pretty: [1.92, 3.55],
    eventKey: [7.27, 9.41],
  },
};
