// From single runs to medians.

/** The middle one, the least and the greatest. */
export function spread(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], greatest: sorted.at(-1) };
}

const MEASURES = ["started", "lateness", "cpu", "memory", "longestTask", "wasmBytes", "framesPerSecond", "drawMs", "longestDrawMs"];

/** The spread of each measure, for each contender and number of users. What an idle browser costs is not counted as CPU. */
export function summarise(samples) {
  return grouped(samples).filter(([{ name }]) => name !== "nothing").map((group) => {
    const [{ name, place, users }] = group;
    if (group.some(({ stopped }) => stopped)) return { name, place, users, stopped: true };
    const idle = idleRate(samples, place, users);
    const net = group.map((sample) => ({ ...sample, cpu: Math.max(0, sample.cpu - idle * sample.took) }));
    const spreads = MEASURES.map((measure) => [measure, spread(net.map((sample) => sample[measure]))]);
    return { name, place, users, runs: group.length, ...Object.fromEntries(spreads.filter(([, value]) => value)) };
  });
}

/** The share of a processor that an idle browser takes. It is more in the first seconds, so it is measured for as long. */
function idleRate(samples, ...at) {
  const idle = samples.filter(({ name, place, users }) => name === "nothing" && place === at[0] && users === at[1]);
  return spread(idle.map(({ cpu, took }) => cpu / took))?.median ?? 0;
}

/** The samples of the same contender and number of users. */
function grouped(samples) {
  const groups = new Map();
  for (const sample of samples) {
    const key = `${sample.name} ${sample.place} ${sample.users}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()];
}
